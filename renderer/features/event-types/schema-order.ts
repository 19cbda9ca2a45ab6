import type { JsonValue } from '../../../core/contract/index.ts';

/**
 * The same schema with its keywords, and the words of its lists, in the order that another one has them: what is left
 * between the two are differences in what they say.
 */
export function inOrderOf(model: JsonValue | undefined, value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    const known = Array.isArray(model) ? model.map((item) => JSON.stringify(item)) : [];
    const placeOf = (item: JsonValue): number => {
      const place = known.indexOf(JSON.stringify(item));
      return place < 0 ? known.length : place;
    };
    return value.toSorted((left, right) => placeOf(left) - placeOf(right));
  }
  if (typeof value !== 'object' || value === null) return value;
  const before = typeof model === 'object' && model !== null && !Array.isArray(model) ? model : {};
  const names = new Set([...Object.keys(before), ...Object.keys(value)].filter((name) => Object.hasOwn(value, name)));
  return Object.fromEntries([...names].map((name) => [name, inOrderOf(before[name], value[name] ?? null)]));
}
