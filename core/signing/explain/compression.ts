import * as zlib from 'node:zlib';
import { contentCodings, type HeaderPair } from '../../model/index.ts';
import { bodyChange } from './body-change.ts';
import type { Change } from './candidate.ts';

/** A body that is longer once it is decompressed is not tried: a few bytes may decompress to gigabytes. */
const decompressedLimitBytes = 8 * 1024 * 1024;
/** A longer body is not compressed anew: Brotli takes its time. */
const compressedLimitBytes = 32 * 1024;

interface Coding {
  /** As in Content-Encoding. */
  name: string;
  /** Told by the first bytes; Brotli has none that tell. */
  isMarked(body: Uint8Array): boolean;
  decompress(body: Uint8Array): Uint8Array;
  /** As Node does it by itself. Others write other bytes, and what they wrote cannot be had back. */
  compress(body: Uint8Array): Uint8Array;
}

const bounded = { maxOutputLength: decompressedLimitBytes };

const codings: readonly Coding[] = [
  {
    name: 'gzip',
    isMarked: (body) => body[0] === 0x1f && body[1] === 0x8b,
    decompress: (body) => zlib.gunzipSync(body, bounded),
    compress: (body) => zlib.gzipSync(body),
  },
  {
    name: 'deflate',
    isMarked: isZlib,
    // RFC 9110, 8.4.1.2: with the head of zlib; some send it without.
    decompress: (body) => (isZlib(body) ? zlib.inflateSync(body, bounded) : zlib.inflateRawSync(body, bounded)),
    compress: (body) => zlib.deflateSync(body),
  },
  {
    name: 'br',
    isMarked: () => false,
    decompress: (body) => zlib.brotliDecompressSync(body, bounded),
    compress: (body) => zlib.brotliCompressSync(body),
  },
];

/** RFC 1950, 2.2. */
function isZlib([first = 0, second = 0]: Uint8Array): boolean {
  return (first & 0x8f) === 0x08 && ((first << 8) | second) % 31 === 0;
}

/** What was found of a body and a coding. */
type Decompressed = { kind: 'plain'; body: Uint8Array } | { kind: 'too-long' } | { kind: 'not-compressed' };

function decompress(coding: Coding, body: Uint8Array): Decompressed {
  try {
    return { kind: 'plain', body: coding.decompress(body) };
  } catch (error) {
    return { kind: isTooLong(error) ? 'too-long' : 'not-compressed' };
  }
}

function isTooLong(error: unknown): boolean {
  return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}

export interface CodedBody {
  /** As in Content-Encoding. */
  coding: string;
  state: Decompressed['kind'];
  changes: Change[];
}

/**
 * The codings that the headers or the first bytes of the body speak of, with what undoes them: a body that is compressed
 * may have been signed before, one that is not may have been signed when it still was.
 */
export function codedBodies(body: Uint8Array, headers: readonly HeaderPair[]): CodedBody[] {
  const named = contentCodings(headers).map((name) => name.toLowerCase().replace(/^x-/, ''));
  return codings
    .filter((coding) => named.includes(coding.name) || coding.isMarked(body))
    .map((coding) => {
      const decompressed = decompress(coding, body);
      return { coding: coding.name, state: decompressed.kind, changes: changesOf(coding, body, decompressed) };
    })
    .filter(({ coding, state }) => state !== 'not-compressed' || named.includes(coding));
}

function changesOf({ name, compress }: Coding, { length }: Uint8Array, decompressed: Decompressed): Change[] {
  switch (decompressed.kind) {
    case 'plain': {
      const condition = `the body were decompressed from ${name}`;
      const change = bodyChange('wrapping', 'body-compressed', condition, () => decompressed.body);
      const title = 'The body was compressed after it was signed';
      return [{ ...change, title, fix: 'Decompress the body first, and verify the bytes that come of it.' }];
    }
    case 'too-long':
      return [];
    case 'not-compressed': {
      if (length > compressedLimitBytes) return [];
      const change = bodyChange('body', 'body-compressed', `the body were compressed with ${name}`, compress);
      const title = 'The body was decompressed after it was signed';
      const fix = 'Verify the bytes as they arrive, before a proxy or a middleware decompresses them.';
      return [{ ...change, title, fix }];
    }
  }
}

/** What can be said of a body whose other form was not tried or did not fit. */
export function codingSentence({ coding, state }: CodedBody, isBodyUnreadable: boolean): string | null {
  const limit = `${decompressedLimitBytes / 1024 / 1024} MB`;
  if (state === 'too-long')
    return `The body is compressed with ${coding} and longer than ${limit} when decompressed, so that was not tried: it may have been signed before it was compressed.`;
  if (state === 'not-compressed')
    return `Content-Encoding says ${coding}, and the body is not compressed: it was decompressed on the way, and the bytes that were signed may be the compressed ones.`;
  return isBodyUnreadable
    ? `The body is compressed with ${coding}, and this scheme reads it: decompress it first.`
    : null;
}
