import type { JsonValue } from './json.ts';

/**
 * Steps of a `$ref` into the same document, such as `#/$defs/task` (RFC 6901, section 6); `#` has none. Null for one that
 * leads elsewhere.
 */
export function referenceSteps(reference: string): string[] | null {
  if (reference !== '#' && !reference.startsWith('#/')) return null;
  return reference
    .split('/')
    .slice(1)
    .map((part) => decoded(part).replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A "%" that stands for no character means itself: a schema may come from anywhere. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** What a `$ref` into the same document leads to; undefined = nothing. */
export function valueAtReference(root: JsonValue | undefined, reference: string): JsonValue | undefined {
  const steps = referenceSteps(reference);
  if (steps === null) return undefined;
  let value = root;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Array.isArray(value) ? value[Number(step)] : Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return value;
}
