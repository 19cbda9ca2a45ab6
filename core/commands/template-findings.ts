import type { PreviewContext } from '../contract/payloads.ts';
import { createPayloadValidator, findPayload, type PayloadValidator, valueAt } from '../event-types/index.ts';
import type { Channel, EventType, JsonValue, TemplateDiagnostic } from '../model/index.ts';
import {
  bodyFindings,
  type CompiledRequest,
  isJsonFormat,
  type MappedField,
  payloadSizeFinding,
  type Templates,
} from '../template/index.ts';
import type { SampleScope } from './template-samples.ts';

/** What the rendered body is checked with; made once for many renderings. */
export interface PayloadCheck {
  eventType: string;
  schema: EventType['schema'];
  validator: PayloadValidator;
}

/** Compiling a schema takes longer than rendering: done once for as long as the event type stays the same. */
const validators = new WeakMap<EventType['schema'], PayloadValidator>();

export function payloadCheck(event: PreviewContext['event'], eventType: EventType | null): PayloadCheck | null {
  if (eventType === null || !('type' in event)) return null;
  const { schema } = eventType;
  const validator = validators.get(schema) ?? createPayloadValidator(schema);
  validators.set(schema, validator);
  return { eventType: event.type, schema, validator };
}

/** Everything that is wrong with a channel rendered for one sample: syntax and data, then JSON, schema and size. */
export function renderedFindings(
  templates: Templates,
  channel: Channel,
  compiled: CompiledRequest,
  { scope }: SampleScope,
  check: PayloadCheck | null,
): TemplateDiagnostic[] {
  const inspection = templates.inspect(compiled, scope);
  const found = inspection.diagnostics();
  const isBroken = found.some(
    ({ code, field }) => field === 'body' && (code.startsWith('invalid-') || code === 'limit-exceeded'),
  );
  if (isBroken || found.some(({ severity, field }) => field === 'body' && severity === 'error')) return found;
  const body = inspection.fields().find(({ field }) => field === 'body');
  if (body === undefined || body.output === '') return found;
  const size = payloadSizeFinding(channel.request.body, body);
  const mismatches = check === null || !isJsonFormat(channel.bodyFormat) ? [] : schemaFindings(channel, body, check);
  return [...found, ...mismatches, ...(size === null ? [] : [size])];
}

function schemaFindings(
  channel: Channel,
  body: MappedField,
  { eventType, schema, validator }: PayloadCheck,
): TemplateDiagnostic[] {
  const text = channel.request.body;
  if (validator.schemaProblem !== null) {
    return bodyFindings(text, body, [{ pointer: '', message: validator.schemaProblem }], eventType);
  }
  const value = JSON.parse(body.output) as JsonValue;
  const pointer = findPayload(value, schema);
  // A body that carries nothing of the payload is another kind of message, not a broken one.
  if (pointer === null) return [];
  const payload = valueAt(value, pointer);
  const issues = payload === undefined ? [] : validator.check(payload);
  return bodyFindings(
    text,
    body,
    issues.map((issue) => ({ pointer: `${pointer}${issue.pointer}`, message: issue.message })),
    eventType,
  );
}

/** Findings of rendering that repeat what was said without rendering, at the same place, are left out. */
export function withoutRepeats(
  first: readonly TemplateDiagnostic[],
  second: readonly TemplateDiagnostic[],
): TemplateDiagnostic[] {
  const keyOf = ({ code, field, line, column }: TemplateDiagnostic) => `${code} ${field} ${line}:${column}`;
  const known = new Set(first.map(keyOf));
  const own = second.filter((diagnostic) => {
    if (known.has(keyOf(diagnostic))) return false;
    const isSaid =
      diagnostic.code === 'render-error' &&
      first.some(
        ({ code, field, line, column }) =>
          code === 'printed-object' &&
          field === diagnostic.field &&
          line === diagnostic.line &&
          column === diagnostic.column,
      );
    return !isSaid;
  });
  return [...first, ...own];
}
