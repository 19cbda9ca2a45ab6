import type { JsonObject } from '../model/index.ts';
import { referencedVariableOf } from './variables.ts';

/**
 * The sentence to add where a text rendered empty because it shows a secret that has no value on this machine, by itself
 * or through a property of the recipient; empty when that is not why. `unset`: names of such secrets.
 */
export function unsetSecretNote(template: string, recipient: JsonObject, unset: ReadonlySet<string>): string {
  if (unset.size === 0) return '';
  const own = [...template.matchAll(/\bvars\.([A-Za-z_]\w*)/g)].map(([, name = '']) => name);
  const held = [...template.matchAll(/\brecipient\.([\w-]+)/g)].map(([, property = '']) =>
    referencedVariableOf(recipient[property]),
  );
  const name = [...own, ...held].find((found) => found !== null && unset.has(found)) ?? null;
  if (name === null) return '';
  return ` The secret "${name}" has no value on this machine: set it among the environment's secrets, or as HOOKBENCH_SECRET_${name.toUpperCase()}.`;
}
