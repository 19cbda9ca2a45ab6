import type { Preview } from '../../../../core/contract/index.ts';
import { bodyText, type HttpRequestText, isText } from '../../../request/request-text.ts';
import { prettyPrintTokens } from '../../../ui/json-tokens.ts';

export type PreviewRequest = NonNullable<Preview['request']>;

/** The request in the form that is sent and copied: headers as pairs. */
export function sentForm(request: PreviewRequest): HttpRequestText {
  return { ...request, headers: request.headers.map(({ name, value }) => [name, value] as const) };
}

type ComparablePreview = Pick<Preview, 'request' | 'json' | 'signing'>;

/**
 * The text of an earlier preview to compare with a later one. What the same key has signed anew differs by its time alone: those
 * headers are taken from the later one. With another key or scheme they stay, and so are a difference.
 */
export function earlierText(
  earlier: ComparablePreview,
  later: ComparablePreview,
): { text: string; isSignedAnew: boolean } {
  const { request } = earlier;
  if (request === null || !isSignedAlike(earlier.signing, later.signing)) {
    return { text: comparableText(earlier), isSignedAnew: false };
  }
  const newer = (later.request?.headers ?? []).filter(({ origin }) => origin === 'signing');
  let isSignedAnew = false;
  const headers = request.headers.map((header) => {
    if (header.origin !== 'signing') return header;
    const at = newer.findIndex(({ name }) => name === header.name);
    // A header may stand there several times, such as once for each key.
    const [same] = at < 0 ? [] : newer.splice(at, 1);
    isSignedAnew ||= same !== undefined && same.value !== header.value;
    return same ?? header;
  });
  return { text: comparableText({ ...earlier, request: { ...request, headers } }), isSignedAnew };
}

function isSignedAlike(before: Preview['signing'], after: Preview['signing']): boolean {
  return (
    before.status === 'signed' &&
    after.status === 'signed' &&
    before.schemeName === after.schemeName &&
    before.keyFingerprint === after.keyFingerprint
  );
}

/** A request to compare by lines: request line, headers, body; JSON laid out by tokens, so that numbers keep their spelling. */
export function comparableText(preview: Pick<Preview, 'request' | 'json'>): string {
  const { request, json } = preview;
  if (request === null) return '';
  const head = [`${request.method} ${request.url}`, ...request.headers.map(({ name, value }) => `${name}: ${value}`)];
  const text = isText(request.body) ? bodyText(request.body) : '';
  return `${head.join('\n')}\n\n${json?.isValid === true ? prettyPrintTokens(text) : text}`;
}
