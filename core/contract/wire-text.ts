import { decodeBase64, encodeBase64 } from './base64.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

/**
 * Bytes travel through text as `{"$text": "<what they say>"}` where they are UTF-8, else as `{"$bytes": "<base64>"}`. A user's
 * own object of that very shape gets one more `$` in front of its key, and loses it again on the other side, so no data can be
 * taken for bytes.
 */
const textKey = '$text';
const bytesKey = '$bytes';
const lookalike = /^\$+(?:text|bytes)$/;

/** One wire message as JSON text, for connections that carry text only. */
export function writeWireText(message: unknown): string {
  return JSON.stringify(toCarried(message));
}

/** Reads what `writeWireText` wrote. Throws a `SyntaxError` for text that is not a message. */
export function readWireText(text: string): unknown {
  const message: unknown = JSON.parse(text);
  // Looking at every value is only worth it when there can be something to revive.
  return text.includes(`${textKey}"`) || text.includes(`${bytesKey}"`) ? revived(message) : message;
}

// Walks by hand: a replacer or reviver of JSON's own is called for each of the thousands of numbers of a source map.

/** The value with its bytes as text; the very same value where there are none. */
function toCarried(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return carriedBytes(value);
  if (Array.isArray(value)) return mapList(value, toCarried);
  const onlyKey = onlyKeyOf(value);
  const record = value as Record<string, unknown>;
  if (onlyKey !== null && lookalike.test(onlyKey)) return { [`$${onlyKey}`]: toCarried(record[onlyKey]) };
  return mapRecord(record, toCarried);
}

function carriedBytes(bytes: Uint8Array): Record<string, string> {
  const text = decodeUtf8(bytes);
  return text === null ? { [bytesKey]: encodeBase64(bytes) } : { [textKey]: text };
}

function revived(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return mapList(value, revived);
  const onlyKey = onlyKeyOf(value);
  const record = value as Record<string, unknown>;
  if (onlyKey === null || !lookalike.test(onlyKey)) return mapRecord(record, revived);
  const inner = record[onlyKey];
  if (onlyKey === textKey) return typeof inner === 'string' ? encodeUtf8(inner) : value;
  if (onlyKey === bytesKey) return typeof inner === 'string' ? decodeBase64(inner) : value;
  return { [onlyKey.slice(1)]: revived(inner) };
}

function mapRecord(record: Record<string, unknown>, change: (value: unknown) => unknown): Record<string, unknown> {
  let copy: Record<string, unknown> | null = null;
  for (const key of Object.keys(record)) {
    const value = record[key];
    if (typeof value !== 'object') continue;
    const next = change(value);
    if (next === value) continue;
    copy ??= { ...record };
    // An own key may be called `__proto__`: to assign it would change the object's kind instead.
    Object.defineProperty(copy, key, { value: next, enumerable: true, configurable: true, writable: true });
  }
  return copy ?? record;
}

function mapList(list: readonly unknown[], change: (value: unknown) => unknown): readonly unknown[] {
  let copy: unknown[] | null = null;
  for (let index = 0; index < list.length; index += 1) {
    const value = list[index];
    if (typeof value !== 'object') continue;
    const next = change(value);
    if (next === value) continue;
    copy ??= [...list];
    copy[index] = next;
  }
  return copy ?? list;
}

function onlyKeyOf(value: object): string | null {
  const keys = Object.keys(value);
  return keys.length === 1 ? (keys[0] ?? null) : null;
}
