import type { HeaderPair } from '../../model/index.ts';
import { isObject, type UnknownObject } from './parse-json-text.ts';
import { oneRequest, type ReadRequests, UnreadableRequest } from './parse-result.ts';
import { requestUrl } from './request-url.ts';

/**
 * Reads `{ headers, body, method?, url? }`: headers as an object (a list of values repeats the header), as
 * `[name, value]` pairs or as `{ name, value }`; also the event objects that serverless platforms hand to functions.
 */
export function parseJsonRequest(value: unknown): ReadRequests {
  if (!isObject(value)) throw new UnreadableRequest('The JSON has to be an object with "headers" and "body".', 0);
  const source = isObject(value.request) ? value.request : value;
  const headers = headersOf(source.headers ?? source.multiValueHeaders);
  if (headers === null) {
    throw new UnreadableRequest(
      'The JSON has no usable "headers": give an object of names and values, or a list of pairs.',
      0,
    );
  }
  const notes: string[] = [];
  const body = bodyOf(source, notes);
  const context =
    isObject(source.requestContext) && isObject(source.requestContext.http) ? source.requestContext.http : {};
  const method = firstText(source.method, source.httpMethod, context.method);
  if (method === null) notes.push('The JSON names no method: POST is assumed.');
  const { url, note } = requestUrl(targetOf(source), headers);
  if (note !== null) notes.push(note);
  return oneRequest({ method: method?.toUpperCase() ?? 'POST', url, headers, body }, notes);
}

function targetOf(source: UnknownObject): string {
  const path = firstText(source.url, source.uri, source.rawPath, source.path) ?? '/';
  const query = firstText(source.rawQueryString, source.queryString);
  return query === null || query === '' || path.includes('?') ? path : `${path}?${query}`;
}

function firstText(...values: unknown[]): string | null {
  return values.find((value) => typeof value === 'string') ?? null;
}

function headersOf(value: unknown): HeaderPair[] | null {
  if (Array.isArray(value)) {
    const pairs: HeaderPair[] = [];
    for (const entry of value as unknown[]) {
      const [name, text]: unknown[] = Array.isArray(entry)
        ? entry
        : isObject(entry)
          ? [entry.name ?? entry.key, entry.value]
          : [];
      if (typeof name !== 'string' || typeof text !== 'string') return null;
      pairs.push([name, text]);
    }
    return pairs;
  }
  if (!isObject(value)) return null;
  const pairs: HeaderPair[] = [];
  for (const [name, entry] of Object.entries(value)) {
    for (const text of Array.isArray(entry) ? (entry as unknown[]) : [entry]) {
      if (typeof text !== 'string' && typeof text !== 'number' && typeof text !== 'boolean') return null;
      pairs.push([name, String(text)]);
    }
  }
  return pairs;
}

function bodyOf(source: UnknownObject, notes: string[]): Uint8Array {
  const encoded = firstText(source.bodyBase64, source.base64Body, source.rawBodyBase64);
  if (encoded !== null) return base64Bytes(encoded);
  const body = source.rawBody ?? source.body ?? source.payload ?? '';
  if (typeof body === 'string') {
    if (source.isBase64Encoded === true) return base64Bytes(body);
    return Uint8Array.from(Buffer.from(body));
  }
  if (isObject(body) && body.type === 'Buffer' && Array.isArray(body.data)) {
    if (body.data.every((byte: unknown) => Number.isInteger(byte) && Number(byte) >= 0 && Number(byte) < 256)) {
      return Uint8Array.from(body.data as number[]);
    }
    throw new UnreadableRequest('"body.data" holds something that is not a byte.', 0);
  }
  notes.push(
    'The body is given as JSON, not as text: it was written compactly, and its bytes may differ from what was sent.',
  );
  return Uint8Array.from(Buffer.from(JSON.stringify(body)));
}

function base64Bytes(text: string): Uint8Array {
  if (/[^A-Za-z0-9+/=_\s-]/.test(text)) throw new UnreadableRequest('The body is said to be base64, but is not.', 0);
  return Uint8Array.from(Buffer.from(text, 'base64'));
}
