import { decodeBase64, encodeBase64 } from './base64.ts';

/**
 * Bytes travel through text as `{"$bytes": "<base64>"}`. A user's own object of that very shape gets one more `$` in
 * front of its key, and loses it again on the other side, so no data can be taken for bytes.
 */
const bytesKey = '$bytes';
const lookalike = /^\$+bytes$/;

/** One wire message as JSON text, for connections that carry text only. */
export function writeWireText(message: unknown): string {
  return JSON.stringify(message, replaceBytes);
}

/** Reads what `writeWireText` wrote. Throws a `SyntaxError` for text that is not a message. */
export function readWireText(text: string): unknown {
  // A reviver visits every value: only worth it when there can be something to revive.
  return text.includes(`${bytesKey}"`) ? JSON.parse(text, reviveBytes) : JSON.parse(text);
}

// `this[key]` rather than `value`: Node's Buffer has a toJSON, which JSON.stringify calls before the replacer.
function replaceBytes(this: unknown, key: string, value: unknown): unknown {
  const original = (this as Record<string, unknown>)[key];
  if (original instanceof Uint8Array) return { [bytesKey]: encodeBase64(original) };
  const onlyKey = onlyKeyOf(value);
  return onlyKey !== null && lookalike.test(onlyKey)
    ? { [`$${onlyKey}`]: (value as Record<string, unknown>)[onlyKey] }
    : value;
}

function reviveBytes(_key: string, value: unknown): unknown {
  const onlyKey = onlyKeyOf(value);
  if (onlyKey === null || !lookalike.test(onlyKey)) return value;
  const inner = (value as Record<string, unknown>)[onlyKey];
  if (onlyKey === bytesKey) return typeof inner === 'string' ? decodeBase64(inner) : value;
  return { [onlyKey.slice(1)]: inner };
}

function onlyKeyOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const keys = Object.keys(value);
  return keys.length === 1 ? (keys[0] ?? null) : null;
}
