import type { Preview } from '../../../core/contract/index.ts';
import { bodyText, type HttpRequestText, isText } from '../../request/request-text.ts';
import { prettyPrintTokens } from '../../ui/json-tokens.ts';

export type PreviewRequest = NonNullable<Preview['request']>;

/** The request in the form that is sent and copied: headers as pairs. */
export function sentForm(request: PreviewRequest): HttpRequestText {
  return { ...request, headers: request.headers.map(({ name, value }) => [name, value] as const) };
}

/** A request to compare by lines: request line, headers, body; JSON laid out by tokens, so that numbers keep their spelling. */
export function comparableText(preview: Pick<Preview, 'request' | 'json'>): string {
  const { request, json } = preview;
  if (request === null) return '';
  const head = [`${request.method} ${request.url}`, ...request.headers.map(({ name, value }) => `${name}: ${value}`)];
  const text = isText(request.body) ? bodyText(request.body) : '';
  return `${head.join('\n')}\n\n${json?.isValid === true ? prettyPrintTokens(text) : text}`;
}
