import { createPayloadValidator, type PayloadValidator } from '../../event-types/index.ts';
import type { EventType } from '../../model/index.ts';

/** Compiling a schema takes longer than rendering: done once for as long as the event type stays the same. */
const validators = new WeakMap<EventType['schema'], PayloadValidator>();

/** What checks payloads with a schema of a document, which is frozen. */
export function payloadValidator(schema: EventType['schema']): PayloadValidator {
  const validator = validators.get(schema) ?? createPayloadValidator(schema);
  validators.set(schema, validator);
  return validator;
}
