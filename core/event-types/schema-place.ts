import { type JsonObject, type JsonValue, referenceSteps } from '../model/index.ts';
import { valueAt, writePointer } from './json-pointer.ts';

/** A way into a payload: names of properties, and null for "every item". */
export type PayloadSteps = readonly (string | null)[];

/**
 * The JSON Pointer, in a schema, of what describes a part of the payload: references are followed, parts of `allOf`
 * are looked into. Null when the schema does not describe it.
 */
export function schemaPlaceOf(schema: JsonObject, steps: PayloadSteps): string | null {
  let pointer: string | null = '';
  for (const step of steps) {
    pointer = pointer === null ? null : placeBelow(schema, pointer, step, 0);
    if (pointer === null) return null;
  }
  return pointer;
}

function placeBelow(root: JsonObject, at: string, step: string | null, depth: number): string | null {
  const { pointer, value } = followed(root, at);
  if (value === null || depth > 20) return null;
  if (step === null) return value.items === undefined ? null : `${pointer}/items`;
  const properties = objectOf(value.properties);
  if (properties !== null && Object.hasOwn(properties, step)) {
    return `${pointer}${writePointer(['properties', step])}`;
  }
  for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
    const parts = value[keyword];
    if (!Array.isArray(parts)) continue;
    for (const index of parts.keys()) {
      const found = placeBelow(root, `${pointer}/${keyword}/${index}`, step, depth + 1);
      if (found !== null) return found;
    }
  }
  return null;
}

/** Where a schema really stands: behind its references into the same document. */
export function followed(root: JsonObject, at: string): { pointer: string; value: JsonObject | null } {
  let pointer = at;
  for (let depth = 0; depth < 20; depth += 1) {
    const value = objectOf(valueAt(root, pointer));
    const steps = typeof value?.$ref === 'string' ? referenceSteps(value.$ref) : null;
    if (steps === null) return { pointer, value };
    pointer = writePointer(steps);
  }
  return { pointer, value: null };
}

function objectOf(value: JsonValue | undefined): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
}
