import type { TemplateDiagnostic } from '../model/index.ts';
import { type JsonLocation, locatePointers } from './bodies/json-locations.ts';
import type { HeaviestPlace } from './heaviest-place.ts';
import type { MappedField } from './mapped-field.ts';
import type { SourceSpan } from './source-map.ts';
import { type TemplateProblem, toDiagnostic } from './template-problem.ts';

/** Something that is wrong with a value of the rendered body; `pointer` is a JSON Pointer into the body. */
export interface BodyIssue {
  pointer: string;
  message: string;
}

/**
 * Findings about values of a rendered body, at the places of the template that made those values. `text` is the body's
 * template, `eventType` names the schema in the words.
 */
export function bodyFindings(
  text: string,
  body: MappedField,
  issues: readonly BodyIssue[],
  eventType: string,
): TemplateDiagnostic[] {
  const bytes = new TextEncoder().encode(body.output);
  const places = locatePointers(bytes, new Set(issues.map(({ pointer }) => pointer)));
  return issues.map(({ pointer, message }) => {
    const place = places.get(pointer);
    const range = place === undefined ? { begin: 0, end: 1 } : templateRange(text, body.spans, place);
    const at = pointer === '' ? 'The payload' : `${pointer} of the payload`;
    const problem: TemplateProblem = {
      code: 'schema-mismatch',
      severity: 'warning',
      message: `${at} does not fit the schema of "${eventType}": ${message.charAt(0).toLowerCase()}${message.slice(1)}`,
      hint: null,
      ...range,
    };
    return toDiagnostic(problem, body.field, text);
  });
}

/** The part of the template that made the bytes from `begin` to `end`; the opening of what is long. */
function templateRange(
  text: string,
  spans: readonly SourceSpan[],
  { begin, end }: JsonLocation,
): { begin: number; end: number; path?: string | undefined } {
  const inside = spans.filter((span) => span.byteEnd > begin && span.byteBegin < end);
  const [first] = inside;
  if (first === undefined) return { begin: 0, end: 1 };
  const only = inside.find((span) => span.kind === 'value' && span.byteBegin <= begin && span.byteEnd >= end) ?? null;
  if (only !== null) return { begin: only.begin, end: only.end, path: only.path ?? undefined };
  if (first.kind === 'value' || first.partial !== null) return { begin: first.begin, end: first.end };
  // The template's own text, counted from bytes to letters.
  const shift = Buffer.from(text.slice(first.begin, first.end)).subarray(0, Math.max(0, begin - first.byteBegin));
  const from = first.begin + shift.toString().length;
  return { begin: from, end: from + 1 };
}

/** Standard Webhooks advises payloads under 20 kB. */
export const advisedPayloadBytes = 20_000;
/** Several receivers and queues refuse more than 256 kB. */
export const largePayloadBytes = 256_000;

/** A finding for a body that is big, at the part of the template that makes most of it; null for one that is not. */
export function payloadSizeFinding(
  text: string,
  sizeBytes: number,
  heaviest: () => HeaviestPlace | null,
): TemplateDiagnostic | null {
  if (sizeBytes <= advisedPayloadBytes) return null;
  const place = heaviest();
  const isLarge = sizeBytes > largePayloadBytes;
  const shown = `${(sizeBytes / 1000).toFixed(1)} kB`;
  const advice = isLarge
    ? 'many queues and receivers refuse more than 256 kB'
    : 'Standard Webhooks advises less than 20 kB';
  const share = Math.round((place?.share ?? 0) * 100);
  return toDiagnostic(
    {
      code: 'payload-size',
      severity: isLarge ? 'warning' : 'info',
      message: `The body is ${shown} long; ${advice}. ${share} % of it comes from here.`,
      hint: 'Send ids, and let the receiver fetch the rest.',
      begin: place?.begin ?? 0,
      end: place?.end ?? 1,
      path: place?.path ?? undefined,
    },
    'body',
    text,
  );
}

/** The same finding from several samples becomes one that names them; one that all of them have needs no names. */
export function mergeSamples(
  found: readonly { sample: string; diagnostics: readonly TemplateDiagnostic[] }[],
): TemplateDiagnostic[] {
  const merged = new Map<string, TemplateDiagnostic>();
  for (const { sample, diagnostics } of found) {
    for (const diagnostic of diagnostics) {
      const { code, field, line, column, message } = diagnostic;
      const key = JSON.stringify([code, field, line, column, code === 'payload-size' ? '' : message]);
      const known = merged.get(key);
      if (known === undefined) merged.set(key, { ...diagnostic, samples: [sample] });
      else if (known.samples?.includes(sample) === false) known.samples.push(sample);
    }
  }
  return [...merged.values()].map(({ samples = [], ...finding }) =>
    samples.length === found.length ? finding : { ...finding, samples },
  );
}
