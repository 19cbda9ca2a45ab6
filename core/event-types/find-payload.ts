import type { JsonObject, JsonValue } from '../model/index.ts';
import { writePointer } from './json-pointer.ts';

const depthLimit = 3;

/**
 * Where in a rendered body the event's payload stands: a body often wraps it (`{"type": …, "data": {payload}}`). The
 * value that has most of the schema's properties, required ones counting double; the nearest to the root wins a tie.
 * Null when nothing in the body has at least half of the required properties (of all, if none is required): a template may
 * make something else of the payload.
 */
export function findPayload(body: JsonValue, schema: JsonObject): string | null {
  const properties = Object.keys(asObject(schema.properties) ?? {});
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  if (properties.length === 0) return null;
  let best: { pointer: string; score: number } | null = null;
  const root = asObject(body);
  const queue: { object: JsonObject; steps: string[] }[] = root === null ? [] : [{ object: root, steps: [] }];
  // Grows while it is walked: a body of a megabyte has thousands of members, and few of them are objects.
  for (const { object, steps } of queue) {
    const names = properties.filter((name) => Object.hasOwn(object, name));
    const requiredCount = names.filter((name) => required.has(name)).length;
    const score = names.length + requiredCount;
    const isLike = required.size > 0 ? requiredCount * 2 >= required.size : names.length * 2 >= properties.length;
    if (isLike && score > (best?.score ?? 0)) best = { pointer: writePointer(steps), score };
    if (steps.length >= depthLimit) continue;
    for (const name of Object.keys(object)) {
      const inner = asObject(object[name]);
      if (inner !== null) queue.push({ object: inner, steps: [...steps, name] });
    }
  }
  return best?.pointer ?? null;
}

const typeNames = /^(event|topic|action|((event|message|webhook)_?)?(type|name))$/i;
/** The likelier first. */
const payloadNames = ['payload', 'data', 'object', 'resource', 'body', 'event'];

/**
 * Where the payload stands in a body that looks like an envelope, whatever its schema: beside the event's type, under one of
 * the names that senders give it, and in `object` of that as Stripe has it. Null = it does not look like one.
 */
export function findInEnvelope(body: JsonValue): string | null {
  const root = asObject(body);
  if (root === null) return null;
  const isTold = Object.entries(root).some(([name, value]) => typeNames.test(name) && typeof value === 'string');
  const name = payloadNames.find((candidate) => asObject(root[candidate]) !== null);
  if (!isTold || name === undefined) return null;
  const inner = asObject(root[name]);
  const isNested = name !== 'object' && asObject(inner?.object) !== null;
  return writePointer(isNested ? [name, 'object'] : [name]);
}

function asObject(value: JsonValue | undefined): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
}
