import { bodyChange } from './body-change.ts';
import type { Change } from './candidate.ts';
import { jsonBody } from './json-changes.ts';
import { missingEnds } from './json-ends.ts';
import { readPrintedBody } from './printed-body.ts';
import { trimEnd, trimStart } from './trim-bytes.ts';

const text = (body: Uint8Array): string => Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
const latin1 = (body: Uint8Array): string =>
  Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
const fromLatin1 = (characters: string): Uint8Array => Buffer.from(characters, 'latin1');

/** What happens to a body of any kind. `contentLength` is what the request's header says; null = nothing. */
export function bodyChanges(body: Uint8Array, contentLength: number | null): Change[] {
  return [...wrappings, ...charsets, ...mixUps, ...cuts(body, contentLength), ...missingEndsOf(body)];
}

const mark = Buffer.from([0xef, 0xbb, 0xbf]);
const hasMark = (body: Uint8Array): boolean => body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;

const wrappings: readonly Change[] = [
  bodyChange('wrapping', 'body-final-newline', 'the body ended with a line break', (body) =>
    Buffer.concat([body, Buffer.from('\n')]),
  ),
  bodyChange(
    'wrapping',
    'body-final-newline',
    'the body ended with a CRLF',
    (body) => Buffer.concat([body, Buffer.from('\r\n')]),
    2,
  ),
  bodyChange('wrapping', 'body-final-newline', 'the line break at the end of the body were not there', (body) =>
    fromLatin1(latin1(body).replace(/\r?\n$/, '')),
  ),
  bodyChange(
    'wrapping',
    'body-final-newline',
    'the line breaks at the end of the body were not there',
    (body) => fromLatin1(trimEnd(latin1(body), '\r\n')),
    2,
  ),
  bodyChange('wrapping', 'body-line-breaks', 'the body had LF instead of CRLF', (body) =>
    fromLatin1(latin1(body).replaceAll('\r\n', '\n')),
  ),
  bodyChange('wrapping', 'body-line-breaks', 'the body had CRLF instead of LF', (body) =>
    fromLatin1(latin1(body).replace(/\r?\n/g, '\r\n')),
  ),
  bodyChange(
    'wrapping',
    'body-line-breaks',
    'the body had no line breaks',
    (body) => fromLatin1(latin1(body).replace(/[\r\n]/g, '')),
    2.7,
  ),
  bodyChange('wrapping', 'body-bom', 'a byte order mark stood before the body', (body) => Buffer.concat([mark, body])),
  bodyChange('wrapping', 'body-bom', 'the byte order mark before the body were not there', (body) =>
    hasMark(body) ? body.subarray(3) : null,
  ),
  bodyChange('wrapping', 'body-blanks-around', 'the body were trimmed', (body) =>
    fromLatin1(trimStart(trimEnd(latin1(body), ' \t\r\n'), ' \t\r\n')),
  ),
  bodyChange(
    'wrapping',
    'body-blanks-around',
    'the body ended with a blank',
    (body) => Buffer.concat([body, Buffer.from(' ')]),
    3.2,
  ),
];

const windows1252 = new TextDecoder('windows-1252');
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const charsets: readonly Change[] = [
  bodyChange('body', 'body-charset', 'the body were Latin-1 instead of UTF-8', (body) => {
    const letters = text(body);
    return /[\u0100-\uffff]/.test(letters) ? null : fromLatin1(letters);
  }),
  bodyChange('body', 'body-charset', 'the body, which was read as Latin-1, were UTF-8', (body) => latin1(body)),
  bodyChange('body', 'body-charset', 'the body, which was read as Windows-1252, were UTF-8', (body) =>
    windows1252.decode(body),
  ),
  bodyChange('body', 'body-charset', 'the body had not been decoded as Windows-1252', undoWindows1252),
  bodyChange('body', 'body-charset', 'the letters of the body were composed (NFC)', (body) =>
    text(body).normalize('NFC'),
  ),
  bodyChange('body', 'body-charset', 'the letters of the body were decomposed (NFD)', (body) =>
    text(body).normalize('NFD'),
  ),
  bodyChange('body', 'body-charset', 'the body were UTF-16', (body) => Buffer.from(text(body), 'utf16le'), 3.2),
];

let bytesOfWindows1252: Map<string, number> | null = null;

function undoWindows1252(body: Uint8Array): Uint8Array | null {
  bytesOfWindows1252 ??= new Map(
    Array.from({ length: 256 }, (_, byte) => [windows1252.decode(Uint8Array.of(byte)), byte]),
  );
  const bytes: number[] = [];
  for (const letter of text(body)) {
    const byte = bytesOfWindows1252.get(letter);
    if (byte === undefined) return null;
    bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

const mixUps: readonly Change[] = [
  bodyChange('body', 'body-empty', 'the body were empty', () => new Uint8Array()),
  bodyChange('body', 'body-object-text', 'the body were the text "[object Object]"', () => '[object Object]'),
  bodyChange('body', 'body-object-text', 'the body were the text "undefined"', () => 'undefined', 3.4),
  bodyChange('body', 'body-object-text', 'the body were the text "{}"', () => '{}', 3.3),
  bodyChange('body', 'body-object-text', 'the body were the text "null"', () => 'null', 3.5),
  bodyChange(
    'body',
    'body-printed',
    'the body were the bytes that are printed there',
    (body) => readPrintedBody(body)?.bytes ?? null,
  ),
  bodyChange('body', 'body-base64', 'the body were decoded from base64', (body) =>
    /^[A-Za-z0-9+/\r\n]{4,}={0,2}$/.test(trimEnd(latin1(body), ' \r\n')) ? Buffer.from(latin1(body), 'base64') : null,
  ),
  bodyChange(
    'body',
    'body-base64',
    'the body were written in base64',
    (body) => Buffer.from(body).toString('base64'),
    2.8,
  ),
  bodyChange('body', 'body-json-string', 'the body were not wrapped in a JSON string', (body) => {
    const tree = jsonBody(body)?.tree;
    return tree?.kind === 'string' ? String(JSON.parse(tree.raw)) : null;
  }),
  bodyChange(
    'body',
    'body-json-string',
    'the body were wrapped in a JSON string',
    (body) => JSON.stringify(text(body)),
    3.1,
  ),
  bodyChange('body', 'body-form-encoding', 'blanks of the form were "%20" instead of "+"', (body) =>
    form(body, (value) => value.replaceAll('+', '%20')),
  ),
  bodyChange('body', 'body-form-encoding', 'blanks of the form were "+" instead of "%20"', (body) =>
    form(body, (value) => value.replaceAll('%20', '+')),
  ),
  bodyChange(
    'body',
    'body-form-encoding',
    'the escapes of the form were in capitals',
    (body) => form(body, (value) => value.replace(/%[0-9a-f]{2}/gi, (each) => each.toUpperCase())),
    2.9,
  ),
  bodyChange(
    'body',
    'body-form-encoding',
    'the escapes of the form were in small letters',
    (body) => form(body, (value) => value.replace(/%[0-9a-f]{2}/gi, (each) => each.toLowerCase())),
    2.9,
  ),
  bodyChange(
    'body',
    'body-form-encoding',
    'the form were parsed and written again',
    (body) => form(body, (value) => new URLSearchParams(value).toString()),
    2.85,
  ),
  bodyChange('body', 'body-form-encoding', 'the form were decoded', (body) => form(body, decoded), 3),
  bodyChange(
    'body',
    'body-form-encoding',
    'the body were the field "payload" of a form',
    (body) => `payload=${encodeURIComponent(text(body))}`,
    3.1,
  ),
  bodyChange(
    'body',
    'body-form-encoding',
    'the field "payload" of the form were the body',
    (body) => form(body, (value) => new URLSearchParams(value).get('payload') ?? value),
    2.9,
  ),
];

/** Blanks around the form stay: to lose them is a mistake of its own. */
function form(body: Uint8Array, rewrite: (value: string) => string): string | null {
  const whole = latin1(body);
  const untilEnd = trimEnd(whole, ' \t\r\n');
  const value = trimStart(untilEnd, ' \t\r\n');
  if (!/^[^\s{}[\]"<>=]*=[^\s{}[\]"<>]*$/.test(value)) return null;
  const before = untilEnd.slice(0, untilEnd.length - value.length);
  return `${before}${rewrite(value)}${whole.slice(untilEnd.length)}`;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    // Not percent-encoded UTF-8: then it is left as it is.
    return value;
  }
}

const cutLimits = [64 * 1024, 100 * 1024, 128 * 1024, 256 * 1024, 512 * 1024, 1024 * 1024];

function cuts(body: Uint8Array, contentLength: number | null): Change[] {
  const sizes = contentLength === null ? cutLimits : [contentLength, ...cutLimits];
  return sizes
    .filter((size) => size > 0 && size < body.length)
    .map((size) =>
      bodyChange('body', 'body-truncated', `the body ended after ${size} bytes`, (all) => all.subarray(0, size)),
    );
}

/** A JSON text that stops early is completed where the missing rest is nothing but brackets. */
function missingEndsOf(body: Uint8Array): Change[] {
  if (!isUtf8(body) || jsonBody(body) !== null) return [];
  return missingEnds(text(body)).map((end) =>
    bodyChange('body', 'body-truncated', `the body went on with ${JSON.stringify(end)}`, (all) =>
      Buffer.concat([all, Buffer.from(end)]),
    ),
  );
}

function isUtf8(body: Uint8Array): boolean {
  try {
    utf8.decode(body);
    return true;
  } catch {
    return false;
  }
}
