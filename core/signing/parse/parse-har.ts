import type { HeaderPair } from '../../model/index.ts';
import { isObject, type UnknownObject } from './parse-json-text.ts';
import { labelOf, type ReadRequests, UnreadableRequest } from './parse-result.ts';

export function isHar(value: unknown): value is { log: { entries: unknown[] } } {
  return isObject(value) && isObject(value.log) && Array.isArray(value.log.entries);
}

/** Every entry of a HAR (1.2) that has a request. Bodies are text there; `encoding: base64` gives the bytes. */
export function parseHar(har: { log: { entries: unknown[] } }): ReadRequests {
  const notes: string[] = [];
  const requests = har.log.entries.flatMap((entry) => {
    if (!isObject(entry) || !isObject(entry.request)) return [];
    const { method, url } = entry.request;
    if (typeof method !== 'string' || typeof url !== 'string') return [];
    const request = { method, url, headers: headersOf(entry.request), body: bodyOf(entry.request, notes) };
    return [{ label: labelOf(request), request }];
  });
  if (requests.length === 0) throw new UnreadableRequest('This HAR holds no request.', null);
  return { requests, notes: [...new Set(notes)] };
}

function headersOf({ headers }: UnknownObject): HeaderPair[] {
  if (!Array.isArray(headers)) return [];
  return headers.flatMap((header: unknown): HeaderPair[] => {
    if (!isObject(header) || typeof header.name !== 'string' || typeof header.value !== 'string') return [];
    // HTTP/2 pseudo headers repeat method and URL.
    return header.name.startsWith(':') ? [] : [[header.name, header.value]];
  });
}

function bodyOf({ postData }: UnknownObject, notes: string[]): Uint8Array {
  if (!isObject(postData)) return new Uint8Array();
  if (typeof postData.text === 'string' && postData.text !== '') {
    if (postData.encoding === 'base64') return Uint8Array.from(Buffer.from(postData.text, 'base64'));
    if (postData.text.includes('\uFFFD')) {
      notes.push('A body holds replacement characters: the HAR does not have its exact bytes.');
    }
    return Uint8Array.from(Buffer.from(postData.text));
  }
  if (!Array.isArray(postData.params)) return new Uint8Array();
  notes.push('The HAR gives form fields instead of a body: their encoding is guessed.');
  const pairs = new URLSearchParams();
  for (const field of postData.params as unknown[]) {
    if (isObject(field) && typeof field.name === 'string') pairs.append(field.name, String(field.value ?? ''));
  }
  return Uint8Array.from(Buffer.from(pairs.toString()));
}
