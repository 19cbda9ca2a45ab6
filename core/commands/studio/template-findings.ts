import type { PreviewContext } from '../../contract/payloads.ts';
import { findPayload, type PayloadValidator, valueAt } from '../../event-types/index.ts';
import type { Channel, EventType, JsonValue, TemplateDiagnostic } from '../../model/index.ts';
import {
  type BodyIssue,
  bodyFindings,
  type Inspection,
  isJsonFormat,
  payloadSizeFinding,
} from '../../template/index.ts';
import { payloadValidator } from '../event-types/payload-validator.ts';

/** What the rendered body is checked with; made once for many renderings. */
export interface PayloadCheck {
  eventType: string;
  schema: EventType['schema'];
  validator: PayloadValidator;
}

export function payloadCheck(event: PreviewContext['event'], eventType: EventType | null): PayloadCheck | null {
  if (eventType === null || !('type' in event)) return null;
  const { schema } = eventType;
  return { eventType: event.type, schema, validator: payloadValidator(schema) };
}

/** Everything that is wrong with a channel rendered for one sample: syntax and data, then JSON, schema and size. */
export function renderedFindings(
  channel: Channel,
  inspection: Inspection,
  check: PayloadCheck | null,
): TemplateDiagnostic[] {
  const found = inspection.diagnostics();
  const { result } = inspection;
  const isBroken = found.some(({ severity, code, field }) => {
    return field === 'body' && (severity === 'error' || code.startsWith('invalid-') || code === 'limit-exceeded');
  });
  if (isBroken || !result.ok || result.request.body.length === 0) return found;
  const size = payloadSizeFinding(channel.request.body, result.request.body.length, inspection.heaviestPlace);
  const isChecked = check !== null && isJsonFormat(channel.bodyFormat);
  const mismatches = isChecked ? schemaFindings(channel, inspection, check) : [];
  return [...found, ...mismatches, ...(size === null ? [] : [size])];
}

function schemaFindings(
  channel: Channel,
  inspection: Inspection,
  { eventType, schema, validator }: PayloadCheck,
): TemplateDiagnostic[] {
  const issues = payloadIssues(inspection.bodyText() ?? '', schema, validator);
  // Only what is said has a place to look for: the map takes longer than the rendering.
  const body = issues.length === 0 ? undefined : inspection.fields().find(({ field }) => field === 'body');
  return body === undefined ? [] : bodyFindings(channel.request.body, body, issues, eventType);
}

/** What does not fit the schema, as pointers into the body. */
function payloadIssues(text: string, schema: EventType['schema'], validator: PayloadValidator): BodyIssue[] {
  if (validator.schemaProblem !== null) return [{ pointer: '', message: validator.schemaProblem }];
  const value = JSON.parse(text) as JsonValue;
  const pointer = findPayload(value, schema);
  // A body that carries nothing of the payload is another kind of message, not a broken one.
  const payload = pointer === null ? undefined : valueAt(value, pointer);
  const issues = payload === undefined ? [] : validator.check(payload);
  return issues.map((issue) => ({ pointer: `${pointer}${issue.pointer}`, message: issue.message }));
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
