import { type Channel, httpMethods, type KeyValue, type RequestTemplate } from './channel.ts';
import type { JsonValue } from './json.ts';
import type { ChannelStep } from './workflow.ts';

type StepTemplate = NonNullable<ChannelStep['template']>;

/** Names a step in the workspace: its workflow's key and its ref, as `workflow/ref`. */
export function stepKey(workflow: string, ref: string): string {
  return `${workflow}/${ref}`;
}

/** Null when it is no key of a step. */
export function parseStepKey(key: string): { workflow: string; ref: string } | null {
  const at = key.indexOf('/');
  return at <= 0 ? null : { workflow: key.slice(0, at), ref: key.slice(at + 1) };
}

type StepRequest =
  | { ok: true; request: RequestTemplate }
  | { ok: false; field: 'method' | 'headers' | 'query_params'; message: string };

/** The request template a step has of its own; `message` is a sentence that says why it cannot be read, `field` where. */
export function requestOfStep(template: StepTemplate): StepRequest {
  const method = httpMethods.find((known) => known === template.method.toLowerCase());
  if (method === undefined) {
    return { ok: false, field: 'method', message: `The step's template has an unknown method "${template.method}".` };
  }
  const headers = rowsOf(template.headers);
  if (headers === null)
    return { ok: false, field: 'headers', message: "The headers of the step's template are not a JSON object." };
  const query = rowsOf(template.query_params);
  if (query === null) {
    return {
      ok: false,
      field: 'query_params',
      message: "The query parameters of the step's template are not a JSON object.",
    };
  }
  return { ok: true, request: { method, url: template.url, headers, query, body: template.body ?? '' } };
}

/**
 * A step's template that has this request, as Knock's files spell it. What is the same as in `before` keeps its spelling there,
 * and what Hookbench does not know stays.
 */
export function stepTemplateWith(before: StepTemplate | null, request: RequestTemplate): StepTemplate {
  const rows = (spelled: StepTemplate['headers'], now: readonly KeyValue[]): StepTemplate['headers'] =>
    before !== null && areSameRows(rowsOf(spelled), now) ? spelled : [...now];
  const body = request.body === (before?.body ?? '') && before !== null ? before.body : request.body;
  return {
    ...before,
    method: request.method === before?.method.toLowerCase() ? before.method : request.method,
    url: request.url,
    headers: rows(before?.headers, request.headers),
    query_params: rows(before?.query_params, request.query),
    body,
  };
}

/**
 * The channel as a step sends with it that has a request of its own: signing, body format, policy and the rest stay the
 * channel's (knock.md 0.10). Null when the step has none, or one that cannot be read.
 */
export function channelOfStep(channel: Channel, { template }: Pick<ChannelStep, 'template'>): Channel | null {
  const own = template === null || template === undefined ? null : requestOfStep(template);
  return own?.ok ? { ...channel, request: own.request } : null;
}

/** Knock also takes one text that is a JSON object; its values may hold Liquid. Null = it is not one. */
function rowsOf(rows: readonly KeyValue[] | string | null | undefined): KeyValue[] | null {
  if (rows === null || rows === undefined || rows === '') return [];
  if (typeof rows !== 'string') return [...rows];
  try {
    const parsed: unknown = JSON.parse(rows);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
    return Object.entries(parsed).map(([key, value]: [string, JsonValue]) => ({ key, value: textOf(value) }));
  } catch {
    return null;
  }
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function areSameRows(left: readonly KeyValue[] | null, right: readonly KeyValue[]): boolean {
  return (
    left?.length === right.length &&
    left.every(({ key, value }, index) => key === right[index]?.key && value === right[index]?.value)
  );
}
