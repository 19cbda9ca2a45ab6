import { type Channel, type ChannelStep, httpMethods, type JsonValue, type KeyValue } from '../model/index.ts';
import type { StepTemplate } from './run-definition.ts';

type StepTemplateResult = { ok: true; template: StepTemplate } | { ok: false; message: string };

/**
 * The template a step sends with: the channel's, or, when the step has one of its own, that one whole (knock.md 0.10).
 * Signing, body format and the treatment of unknown variables are always the channel's. Not ok when the step's own
 * template cannot be read; `message` is a sentence.
 */
export function stepTemplateOf(channel: Channel, step: ChannelStep | null): StepTemplateResult {
  const settings = {
    bodyFormat: channel.bodyFormat,
    bodyEncoding: channel.bodyEncoding,
    unknownVariables: channel.unknownVariables,
    signingKey: channel.signing?.key ?? null,
    previousKeys: channel.signing?.previousKeys,
  };
  const own = step?.template ?? null;
  if (own === null) return { ok: true, template: { request: channel.request, ...settings } };

  const method = httpMethods.find((known) => known === own.method.toLowerCase());
  if (method === undefined) return { ok: false, message: `The step's template has an unknown method "${own.method}".` };
  const headers = rowsOf(own.headers);
  if (headers === null) return { ok: false, message: "The headers of the step's template are not a JSON object." };
  const query = rowsOf(own.query_params);
  if (query === null) {
    return { ok: false, message: "The query parameters of the step's template are not a JSON object." };
  }
  return {
    ok: true,
    template: { request: { method, url: own.url, headers, query, body: own.body ?? '' }, ...settings },
  };
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
