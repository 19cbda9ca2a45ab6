/**
 * Bodies that a program printed for people in place of the bytes it had: `b'…'` of Python, Buffers and byte arrays of Node,
 * and objects that were joined to a text.
 */
export interface PrintedBody {
  /** What comes out so: "Python prints a dict". */
  how: string;
  /** The bytes that were printed; null when the print does not hold them. */
  bytes: Uint8Array | null;
}

/** Longer ones are no print that somebody sent by mistake: whoever prints so much has noticed. */
const maxLength = 1024 * 1024;

export function readPrintedBody(body: Uint8Array): PrintedBody | null {
  if (body.length === 0 || body.length > maxLength) return null;
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8').trim();
  const bytes = ofPython(text) ?? ofBufferJson(text) ?? ofBufferPrint(text) ?? ofByteList(text);
  if (bytes !== null) return bytes;
  const how = prints.find(([pattern]) => pattern.test(text))?.[1];
  return how === undefined ? null : { how, bytes: null };
}

/** Texts that nothing but a print begins with. */
const prints: readonly (readonly [RegExp, string])[] = [
  [/^\[object [A-Za-z]+\]$/, 'JavaScript joins an object to a text'],
  [/^(undefined|NaN)$/, 'JavaScript writes a value that is not there'],
  [/^\[?\{'[^'\n]*': /, 'Python prints a dict'],
  [/^\[?\{(:?"?\w+"?)\s?=>/, 'Ruby prints a hash'],
  [/^map\[\w+:/, 'Go prints a map'],
  [/^(Array\s*\(|Array$)/, 'PHP prints an array'],
  [/^\{\w+=[^{}"]*(, \w+=|\}$)/, 'Java prints a map'],
];

const pythonEscapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, '\\': 92, "'": 39, '"': 34 };

function ofPython(text: string): PrintedBody | null {
  const inner = /^b'(.*)'$/s.exec(text)?.[1] ?? /^b"(.*)"$/s.exec(text)?.[1];
  // What Python prints of bytes is ASCII.
  if (inner === undefined || Buffer.byteLength(inner) !== inner.length) return null;
  const latin1 = inner.replace(/\\(?:x([0-9a-f]{2})|([nrt\\'"]))/g, (_all, hex: string | undefined, letter: string) =>
    String.fromCharCode(hex === undefined ? (pythonEscapes[letter] ?? 0) : Number.parseInt(hex, 16)),
  );
  return { how: 'Python prints bytes', bytes: Buffer.from(latin1, 'latin1') };
}

function ofBufferJson(text: string): PrintedBody | null {
  const list = /^\{\s*"type":\s*"Buffer",\s*"data":\s*\[([\d,\s]*)\]\s*\}$/.exec(text)?.[1];
  return list === undefined ? null : printOf(list.split(','), 10, 'JSON.stringify writes a Buffer');
}

function ofBufferPrint(text: string): PrintedBody | null {
  const list = /^<Buffer ((?:[0-9a-f]{2} ?)*)(\.\.\. \d+ more bytes)?>$/.exec(text);
  if (list === null) return null;
  const how = 'Node prints a Buffer';
  return list[2] === undefined ? printOf((list[1] ?? '').trim().split(' '), 16, how) : { how, bytes: null };
}

/** A Uint8Array that is joined to a text: `123,34,105`. */
function ofByteList(text: string): PrintedBody | null {
  return /^\d{1,3}(,\d{1,3}){7,}$/.test(text)
    ? printOf(text.split(','), 10, 'JavaScript joins a Uint8Array to a text')
    : null;
}

function printOf(numbers: readonly string[], radix: number, how: string): PrintedBody | null {
  const bytes = numbers.map((number) => Number.parseInt(number, radix));
  return bytes.every((byte) => byte >= 0 && byte <= 255) ? { how, bytes: Uint8Array.from(bytes) } : null;
}
