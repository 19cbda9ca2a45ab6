import type { JsonObject } from '../model/index.ts';
import { referencedVariableOf } from './variables.ts';

/**
 * Why a key's template rendered empty, and what comes of that (`outcome`, such as `the request is not sent`). A secret
 * without a value on this machine (`unset`: their names), which the template shows by itself or through a property of the
 * recipient, is told first: it is what can be mended.
 */
export function emptyKeyMessage(
  { template, recipient, unset }: { template: string; recipient: JsonObject; unset: ReadonlySet<string> },
  outcome: string,
): string {
  const own = [...template.matchAll(/\bvars\.([A-Za-z_]\w*)/g)].map(([, name = '']) => name);
  const held = [...template.matchAll(/\brecipient\.([\w-]+)/g)].map(([, property = '']) =>
    referencedVariableOf(recipient[property]),
  );
  const name = [...own, ...held].find((found) => found !== null && unset.has(found)) ?? null;
  if (name === null) return `The signing key renders empty (${template}), so ${outcome}.`;
  return `The secret "${name}" has no value on this machine: the key renders empty (${template}), so ${outcome}. Set it among the environment's secrets, or as HOOKBENCH_SECRET_${name.toUpperCase()}.`;
}
