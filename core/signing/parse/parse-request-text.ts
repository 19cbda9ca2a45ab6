import type { ParsedRequests, RequestFormat } from '../../model/index.ts';
import { looksLikeCurl, parseCurl } from './parse-curl.ts';
import { isHar, parseHar } from './parse-har.ts';
import { parseJsonRequest } from './parse-json-request.ts';
import { parseJsonText } from './parse-json-text.ts';
import { looksLikeHttp, parseRawHttp } from './parse-raw-http.ts';
import { type ReadRequests, UnreadableRequest, unreadable } from './parse-result.ts';

/**
 * Reads a pasted or stored request: raw HTTP, a cURL command, a HAR, or JSON of headers and body; which one is told by
 * the text. Bytes keep a body that is not UTF-8 (raw HTTP only). Never throws: what cannot be read is named with its place.
 */
export function parseRequestText(source: string | Uint8Array): ParsedRequests {
  const bytes = typeof source === 'string' ? Buffer.from(source) : source;
  const start = leadingBlanks(bytes);
  const text = typeof source === 'string' ? source : Buffer.from(bytes).toString('utf8');
  if (text.trim() === '') {
    return unreadable(null, 'There is nothing to read: paste a raw request, a cURL command, a HAR or JSON.', null);
  }
  const trimmed = text.replace(/^\uFEFF/, '').trimStart();
  const format = formatOf(trimmed);
  if (format === null) {
    return unreadable(
      null,
      'This is neither a raw HTTP request, nor a cURL command, nor a HAR, nor JSON with headers and body.',
      { text, offset: 0 },
    );
  }
  try {
    const { found, read } = readAs(format, trimmed, bytes.subarray(start));
    return { isReadable: true, format: found, ...read };
  } catch (error) {
    if (!(error instanceof UnreadableRequest)) throw error;
    const shift = text.length - trimmed.length;
    return unreadable(format, error.message, error.offset === null ? null : { text, offset: error.offset + shift });
  }
}

function formatOf(text: string): Exclude<RequestFormat, 'har'> | null {
  if (looksLikeCurl(text)) return 'curl';
  if (text.startsWith('{') || text.startsWith('[')) return 'json';
  return looksLikeHttp(text) ? 'http' : null;
}

function readAs(
  format: Exclude<RequestFormat, 'har'>,
  text: string,
  bytes: Uint8Array,
): { found: RequestFormat; read: ReadRequests } {
  if (format === 'http') return { found: format, read: parseRawHttp(bytes) };
  if (format === 'curl') return { found: format, read: parseCurl(text) };
  const value = parseJsonText(text);
  if (isHar(value)) return { found: 'har', read: parseHar(value) };
  return { found: format, read: parseJsonRequest(value) };
}

/** A BOM and blanks before the request are an editor's. */
function leadingBlanks(bytes: Uint8Array): number {
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (start < bytes.length && [9, 10, 13, 32].includes(bytes[start] ?? 0)) start += 1;
  return start;
}
