/** First thing that is wrong in a JSON text; `offset` in bytes. */
export interface JsonFault {
  message: string;
  offset: number;
}

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/**
 * Walks JSON bytes token by token without recursion, so that any depth is fine. `onToken` is called for every token in
 * order with its byte range; a fault ends the walk.
 */
export function scanJson(
  bytes: Uint8Array,
  onToken: ((begin: number, end: number) => void) | null = null,
): JsonFault | null {
  /** 1 = inside an object, 0 = inside an array. */
  const containers: number[] = [];
  let expected: 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'end' = 'value';
  let at = 0;
  const length = bytes.length;
  while (true) {
    while (at < length && isBlank(bytes[at])) at += 1;
    if (at >= length) break;
    const byte = bytes[at] ?? 0;
    const begin = at;
    if (expected === 'end') return fault(`Unexpected ${nameAt(bytes, at)} after the end of the JSON value`, at);
    if (expected === 'colon') {
      if (byte !== colon) return fault(`Expected ":" after the property name, found ${nameAt(bytes, at)}`, at);
      at += 1;
      expected = 'value';
    } else if (expected === 'comma-or-end') {
      const isObject = containers[containers.length - 1] === 1;
      if (byte === comma) {
        at += 1;
        expected = isObject ? 'key' : 'value';
      } else if (byte === (isObject ? closeBrace : closeBracket)) {
        at += 1;
        containers.pop();
        expected = containers.length === 0 ? 'end' : 'comma-or-end';
      } else {
        return fault(`Expected "," or "${isObject ? '}' : ']'}", found ${nameAt(bytes, at)}`, at);
      }
    } else if (expected === 'key' || expected === 'key-or-end') {
      if (byte === closeBrace && expected === 'key-or-end') {
        at += 1;
        containers.pop();
        expected = containers.length === 0 ? 'end' : 'comma-or-end';
      } else if (byte === quote) {
        const end = scanString(bytes, at);
        if (typeof end !== 'number') return end;
        at = end;
        expected = 'colon';
      } else {
        const hint = byte === closeBrace ? ' (is there a comma too many before it?)' : '';
        return fault(`Expected a property name in double quotes, found ${nameAt(bytes, at)}${hint}`, at);
      }
    } else if (byte === closeBracket && expected === 'value-or-end') {
      at += 1;
      containers.pop();
      expected = containers.length === 0 ? 'end' : 'comma-or-end';
    } else if (byte === openBrace || byte === openBracket) {
      at += 1;
      containers.push(byte === openBrace ? 1 : 0);
      expected = byte === openBrace ? 'key-or-end' : 'value-or-end';
    } else {
      const end = byte === quote ? scanString(bytes, at) : scanPlain(bytes, at);
      if (typeof end !== 'number') return end;
      at = end;
      expected = containers.length === 0 ? 'end' : 'comma-or-end';
    }
    if (onToken !== null) onToken(begin, at);
  }
  if (expected === 'end') return null;
  return fault(describeEnd(expected, containers), length);
}

function describeEnd(expected: string, containers: readonly number[]): string {
  if (containers.length === 0) return 'There is no JSON value; the text is empty';
  const open = containers[containers.length - 1] === 1 ? 'object' : 'array';
  const wanted =
    expected === 'colon' ? 'a ":"' : expected === 'value' ? 'a value' : open === 'object' ? 'a "}"' : 'a "]"';
  return `The text ends too early: ${wanted} is missing in an ${open}`;
}

function fault(message: string, offset: number): JsonFault {
  return { message: `${message}.`, offset };
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function isHex(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66);
}

/** Gives the offset behind the closing quote. */
function scanString(bytes: Uint8Array, begin: number): number | JsonFault {
  let at = begin + 1;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (byte === quote) return at + 1;
    if (byte < 0x20) {
      const name = byte === 0x0a || byte === 0x0d ? 'line break' : byte === 0x09 ? 'tab' : 'control character';
      return fault(`A ${name} stands inside a text; write it escaped`, at);
    }
    if (byte === backslash) {
      const end = scanEscape(bytes, at);
      if (typeof end !== 'number') return end;
      at = end;
    } else {
      at += 1;
    }
  }
  return fault('A text is never closed; a double quote is missing', begin);
}

function scanEscape(bytes: Uint8Array, begin: number): number | JsonFault {
  const letter = String.fromCharCode(bytes[begin + 1] ?? 0);
  if (letter !== 'u') {
    return '"\\/bfnrt'.includes(letter)
      ? begin + 2
      : fault('A backslash in a text is not followed by a valid escape', begin);
  }
  for (let index = begin + 2; index < begin + 6; index += 1) {
    if (!isHex(bytes[index] ?? 0)) return fault('"\\u" in a text needs four hexadecimal digits', begin);
  }
  return begin + 6;
}

const numberPattern = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Numbers and the three words. */
function scanPlain(bytes: Uint8Array, begin: number): number | JsonFault {
  let at = begin;
  while (at < bytes.length && isPlain(bytes[at] ?? 0)) at += 1;
  if (at === begin) return fault(`Expected a value, found ${nameAt(bytes, begin)}`, begin);
  const word = latin(bytes, begin, at);
  if (word === 'true' || word === 'false' || word === 'null' || numberPattern.test(word)) return at;
  const shown = word.length > 30 ? `${word.slice(0, 30)}…` : word;
  if (/^[-+.\d]/.test(word)) return fault(`"${shown}" is not a JSON number`, begin);
  return fault(`"${shown}" is not a JSON value; texts need double quotes`, begin);
}

function isPlain(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) ||
    byte === 0x2b ||
    byte === 0x2d ||
    byte === 0x2e ||
    byte === 0x5f
  );
}

/** Of ASCII alone; in pieces, because a call takes only so many arguments. */
function latin(bytes: Uint8Array, begin: number, end: number): string {
  let text = '';
  for (let at = begin; at < end; at += 2000)
    text += String.fromCharCode(...bytes.subarray(at, Math.min(at + 2000, end)));
  return text;
}

function nameAt(bytes: Uint8Array, at: number): string {
  if (bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) return 'a byte order mark';
  const character = characterAt(bytes, at);
  return character === '"' ? 'a double quote' : `"${character}"`;
}

/** The character that begins here in UTF-8; U+FFFD where it is none. */
function characterAt(bytes: Uint8Array, at: number): string {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return String.fromCharCode(first);
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  let code = first & (0xff >> (length + 1));
  for (let place = 1; place < length; place += 1) {
    const next = bytes[at + place] ?? 0;
    if ((next & 0xc0) !== 0x80) return '\ufffd';
    code = (code << 6) | (next & 0x3f);
  }
  return first < 0xc2 || code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
}
