import type { JsonObject } from '../model/index.ts';
import type { RenderReuse } from './template-types.ts';

/** Makes the cache of one run. Drop it with the run. */
export function createRenderReuse(): RenderReuse {
  return { parts: new Map() };
}

/** Values compared before two scopes are taken for different. */
const comparisonLimit = 200;

/**
 * Gives a part rendered before when every root variable it reads still has the same value: a recipient with trigger data
 * of its own is rendered on its own. Otherwise renders it and keeps it. `make` gives null for what must not be kept.
 */
export function reusePart<Value>(
  reuse: RenderReuse,
  part: object,
  roots: readonly string[],
  scope: JsonObject,
  make: () => { value: Value; isKept: boolean },
): Value {
  const known = reuse.parts.get(part);
  if (known?.roots.every(([name, value]) => isSame(value, ownValue(scope, name))) === true) return known.value as Value;
  const { value, isKept } = make();
  if (isKept && known === undefined) {
    reuse.parts.set(part, { roots: roots.map((name) => [name, ownValue(scope, name)] as const), value });
  }
  return value;
}

function ownValue(scope: JsonObject, name: string): unknown {
  return Object.hasOwn(scope, name) ? scope[name] : undefined;
}

function isSame(left: unknown, right: unknown): boolean {
  return left === right || compare(left, right, { left: comparisonLimit });
}

function compare(left: unknown, right: unknown, budget: { left: number }): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const names = Object.keys(left);
  budget.left -= names.length + 1;
  if (budget.left < 0 || names.length !== Object.keys(right).length) return false;
  // Key order counts: it shows in the output of the json filter.
  const others = Object.keys(right);
  return names.every((name, index) => {
    if (name !== others[index]) return false;
    return compare((left as Record<string, unknown>)[name], (right as Record<string, unknown>)[name], budget);
  });
}
