import type { FirstDifference } from '../../model/index.ts';

const before = 12;
const after = 36;

/** Where two contents part; null when they are the same. The excerpts begin a few bytes before. */
export function firstDifference(expected: Uint8Array, actual: Uint8Array): FirstDifference | null {
  const shared = Math.min(expected.length, actual.length);
  let offset = 0;
  while (offset < shared && expected[offset] === actual[offset]) offset += 1;
  if (offset === shared && expected.length === actual.length) return null;
  return { offset, expectedExcerpt: excerpt(expected, offset), actualExcerpt: excerpt(actual, offset) };
}

function excerpt(bytes: Uint8Array, offset: number): string {
  const start = Math.max(0, offset - before);
  const end = Math.min(bytes.length, offset + after);
  const text = shownBytes(bytes.subarray(start, end));
  return `${start > 0 ? '…' : ''}${text}${end < bytes.length ? '…' : ''}`;
}

const escapes: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\ufeff': '\\uFEFF' };

/** Text as it is; what cannot be seen, and bytes that are no UTF-8, as escapes. */
export function shownBytes(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = buffer.toString('utf8');
  const isText = Buffer.from(text).equals(buffer);
  const shown = isText ? text : buffer.toString('latin1').replace(/[\u0080-\u00ff]/g, hexEscape);
  return shown.replace(/[\p{Cc}\ufeff]/gu, (character) => escapes[character] ?? hexEscape(character));
}

function hexEscape(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
