import type { JsonObject, JsonValue } from '../model/index.ts';
import { writePointer } from './json-pointer.ts';

const depthLimit = 3;

/**
 * Where in a rendered body the event's payload stands: a body often wraps it (`{"type": …, "data": {payload}}`). The
 * value that has most of the schema's properties, required ones counting double; the nearest to the root wins a tie.
 * Null when nothing in the body looks like the payload.
 */
export function findPayload(body: JsonValue, schema: JsonObject): string | null {
  const properties = Object.keys(asObject(schema.properties) ?? {});
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  if (properties.length === 0) return null;
  let best: { pointer: string; score: number } | null = null;
  const queue: { value: JsonValue; steps: string[] }[] = [{ value: body, steps: [] }];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const object = asObject(next.value);
    if (object === null) continue;
    const names = properties.filter((name) => Object.hasOwn(object, name));
    const score = names.length + names.filter((name) => required.has(name)).length;
    if (score > (best?.score ?? 0)) best = { pointer: writePointer(next.steps), score };
    if (next.steps.length >= depthLimit) continue;
    for (const [name, value] of Object.entries(object)) queue.push({ value, steps: [...next.steps, name] });
  }
  return best?.pointer ?? null;
}

function asObject(value: JsonValue | undefined): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
}
