import { type JsonValue, spellingIn } from '../../model/index.ts';
import { type JsonNode, memberOf } from './json-tree.ts';

export interface JsonTextOptions {
  /** `sorted`: names in code unit order. `kept`: as in the text before, then new names as they come. */
  order: 'sorted' | 'kept';
  /** The text the value had before; scalars that did not change keep their spelling (`1.00`, big integers, escapes). */
  before?: { text: string; node: JsonNode } | undefined;
  /** Numbers without a spelling of their own are written as JavaScript spells them, whatever the text before had. */
  isEveryNumberGiven?: boolean;
  /** Levels the value is indented by already. */
  depth?: number;
}

/** Text that stands for a value exactly as it is: only its lines are indented. It must be JSON. */
export class VerbatimJson {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** The one way a value is spelled in a workspace: two spaces, LF, no blank at line ends; no final line break yet. */
export function jsonText(value: JsonValue, options: JsonTextOptions): string {
  const { before, depth = 0 } = options;
  if (value === null || typeof value !== 'object') return scalarText(value, before);
  if (value instanceof VerbatimJson) return value.text.replaceAll(/\n(?=[^\n])/g, `\n${'  '.repeat(depth)}`);
  const inner = '  '.repeat(depth + 1);
  const close = `\n${'  '.repeat(depth)}`;
  const nested = (name: string | number, child: JsonValue, node: JsonNode | undefined): string => {
    if (typeof child === 'number') {
      const spelling = spellingIn(value, name);
      if (spelling !== undefined || options.isEveryNumberGiven) return spelling ?? JSON.stringify(child);
    }
    const childBefore = before && node ? { text: before.text, node } : undefined;
    return jsonText(child, { ...options, depth: depth + 1, before: childBefore });
  };
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    const lines = value.map((item, index) => inner + nested(index, item, itemBefore(before?.node, item, index)));
    return `[\n${lines.join(',\n')}${close}]`;
  }
  const keys = orderedKeys(Object.keys(value), options);
  if (keys.length === 0) return '{}';
  const lines = keys.map((key) => {
    const node = memberOf(before?.node, key)?.node;
    return `${inner}${JSON.stringify(key)}: ${nested(key, value[key] ?? null, node)}`;
  });
  return `{\n${lines.join(',\n')}${close}}`;
}

function scalarText(value: string | number | boolean | null, before: JsonTextOptions['before']): string {
  if (before?.node.kind === 'scalar' && Object.is(before.node.value, value)) {
    return before.text.slice(before.node.start, before.node.end);
  }
  return JSON.stringify(value);
}

function orderedKeys(keys: string[], { order, before }: JsonTextOptions): string[] {
  if (order === 'sorted') return keys.sort();
  if (before?.node.kind !== 'object') return keys;
  const present = new Set(keys);
  const known = before.node.members.map((member) => member.key).filter((key) => present.has(key));
  return [...new Set([...known, ...keys])];
}

/** The item of the array before that an item continues: the one with the same `ref`, `name` or `key`, or at its place. */
function itemBefore(array: JsonNode | undefined, item: JsonValue, index: number): JsonNode | undefined {
  if (array?.kind !== 'array') return undefined;
  const identity = identityOf(item);
  if (identity === undefined) return array.items[index];
  return array.items.find((node) => {
    const value = memberOf(node, identity.field)?.node;
    return value?.kind === 'scalar' && value.value === identity.value;
  });
}

function identityOf(item: JsonValue): { field: string; value: JsonValue } | undefined {
  if (item === null || typeof item !== 'object' || Array.isArray(item)) return undefined;
  const field = ['ref', 'name', 'key'].find((name) => typeof item[name] === 'string');
  return field === undefined ? undefined : { field, value: item[field] ?? null };
}
