import type { ScopeNode } from '../../contract/payloads.ts';
import type { JsonObject, JsonValue } from '../../model/index.ts';

const maximumDepth = 8;
const maximumChildren = 200;
const maximumPreviewLength = 120;
const mask = '••••••••';
const secretName = /secret|token|password|signing_?key|api_?key|private_?key/i;

/**
 * What a template can reach, for completion and hover. Masked: the values of the environment's secrets wherever they
 * turn up, and text under a name that says it is a secret.
 */
export function scopeTree(scope: JsonObject, secrets: Readonly<Record<string, string>>): ScopeNode[] {
  const secretTexts = Object.values(secrets).filter((text) => text !== '');
  const names = new Set(Object.keys(secrets));

  function nodeOf(name: string, value: JsonValue, isSecret: boolean, depth: number): ScopeNode {
    if (Array.isArray(value)) {
      return { name, type: 'array', preview: null, children: childrenOf(value.entries(), isSecret, depth) };
    }
    if (typeof value === 'object' && value !== null) {
      return { name, type: 'object', preview: null, children: childrenOf(Object.entries(value), isSecret, depth) };
    }
    const type = value === null ? 'null' : typeof value;
    return { name, type, preview: isSecret && value !== null ? mask : previewOf(value), children: [] };
  }

  function childrenOf(
    entries: Iterable<readonly [string | number, JsonValue]>,
    isSecret: boolean,
    depth: number,
  ): ScopeNode[] {
    const children: ScopeNode[] = [];
    if (depth >= maximumDepth) return children;
    for (const [key, value] of entries) {
      if (children.length === maximumChildren) break;
      const name = String(key);
      children.push(nodeOf(name, value, isSecret || isSecretValue(name, value), depth + 1));
    }
    return children;
  }

  function isSecretValue(name: string, value: JsonValue): boolean {
    if (typeof value === 'string') return secretName.test(name) || secretTexts.some((text) => value.includes(text));
    return names.has(name) && typeof value !== 'object';
  }

  return childrenOf(Object.entries(scope), false, 0);
}

function previewOf(value: string | number | boolean | null): string {
  const text = typeof value === 'string' ? value : String(value);
  return text.length <= maximumPreviewLength ? text : `${text.slice(0, maximumPreviewLength - 1)}…`;
}
