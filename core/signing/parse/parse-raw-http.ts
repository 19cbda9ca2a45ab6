import type { HeaderPair } from '../../model/index.ts';
import { oneRequest, type ReadRequests, UnreadableRequest } from './parse-result.ts';
import { headerValue, requestUrl } from './request-url.ts';

const requestLine = /^([A-Z]+)[ \t]+(\S+)(?:[ \t]+HTTP\/\d(?:\.\d)?)?[ \t]*$/;
const headerLine = /^(:?[!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:[ \t]*(.*)$/;

/** Whether a text begins like an HTTP request or like its header lines. */
export function looksLikeHttp(text: string): boolean {
  const first = text.slice(0, 8192).split(/\r?\n/, 1)[0] ?? '';
  return requestLine.test(first) || headerLine.test(first) || /^HTTP\/\d/.test(first);
}

/**
 * Reads a request as it goes over the wire. Everything after the first empty line is the body, byte for byte; a
 * Content-Length that is shorter cuts what an editor added. Without a request line the first line is a header.
 */
export function parseRawHttp(bytes: Uint8Array): ReadRequests {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { headText, bodyStart } = splitHead(buffer);
  const notes: string[] = [];
  const lines = headText.split('\n').map((line) => line.replace(/\r$/, ''));
  const first = requestLine.exec(lines[0] ?? '');
  if (first === null && /^HTTP\/\d/.test(lines[0] ?? '')) {
    throw new UnreadableRequest('This is a response: paste the request instead.', 0);
  }
  let offset = first === null ? 0 : (lines[0]?.length ?? 0) + 1;
  const headers: HeaderPair[] = [];
  for (const line of lines.slice(first === null ? 0 : 1)) {
    readHeaderLine(line, offset, headers);
    offset += line.length + 1;
  }
  const pseudo = new Map(headers.filter(([name]) => name.startsWith(':')));
  const authority = pseudo.get(':authority');
  const plain = headers.filter(([name]) => !name.startsWith(':'));
  if (authority !== undefined && headerValue(plain, 'host') === undefined) plain.unshift(['host', authority]);
  const method = first?.[1] ?? pseudo.get(':method') ?? 'POST';
  if (first === null && !pseudo.has(':method')) notes.push('There is no request line: POST is assumed.');
  const target = first?.[2] ?? pseudo.get(':path') ?? '/';
  const scheme = pseudo.get(':scheme');
  const { url, note } =
    scheme !== undefined && authority !== undefined
      ? { url: `${scheme}://${authority}${target}`, note: null }
      : requestUrl(target, plain);
  if (note !== null) notes.push(note);
  const body = readBody(buffer.subarray(bodyStart), plain, notes);
  return oneRequest({ method, url, headers: plain, body }, notes);
}

/** Header bytes are read as Latin-1, so that every byte keeps its place. */
function splitHead(buffer: Buffer): { headText: string; bodyStart: number } {
  const crlf = buffer.indexOf('\r\n\r\n');
  const lf = buffer.indexOf('\n\n');
  if (crlf >= 0 && (lf < 0 || crlf < lf)) {
    return { headText: buffer.toString('latin1', 0, crlf), bodyStart: crlf + 4 };
  }
  if (lf >= 0) return { headText: buffer.toString('latin1', 0, lf), bodyStart: lf + 2 };
  return { headText: buffer.toString('latin1').trimEnd(), bodyStart: buffer.length };
}

function readHeaderLine(line: string, offset: number, headers: HeaderPair[]): void {
  const last = headers.at(-1);
  if (/^[ \t]/.test(line) && last !== undefined) {
    headers[headers.length - 1] = [last[0], `${last[1]} ${line.trim()}`];
    return;
  }
  const match = headerLine.exec(line);
  if (match === null) {
    const shown = line.length > 60 ? `${line.slice(0, 57)}...` : line;
    throw new UnreadableRequest(
      `"${shown}" is not a header of the form "Name: value". An empty line separates headers and body.`,
      offset,
    );
  }
  headers.push([match[1] ?? '', (match[2] ?? '').trimEnd()]);
}

function readBody(rest: Buffer, headers: readonly HeaderPair[], notes: string[]): Uint8Array {
  if (/chunked/i.test(headerValue(headers, 'transfer-encoding') ?? '')) {
    const joined = joinChunks(rest);
    if (joined !== null) {
      notes.push('The chunks of the body were put together.');
      return joined;
    }
  }
  const declared = Number(headerValue(headers, 'content-length') ?? Number.NaN);
  if (Number.isInteger(declared) && declared >= 0 && declared < rest.length) {
    if (/^[\r\n]*$/.test(rest.toString('latin1', declared))) {
      notes.push(`Line breaks after the ${declared} bytes of Content-Length were left out.`);
      return Uint8Array.from(rest.subarray(0, declared));
    }
    notes.push(`The body has ${rest.length} bytes, but Content-Length says ${declared}; all of it is used.`);
  } else if (declared > rest.length) {
    notes.push(`The body has ${rest.length} bytes, but Content-Length says ${declared}: it was cut or changed.`);
  }
  return Uint8Array.from(rest);
}

/** Null when it is not chunked after all: many tools show the joined body and keep the header. */
function joinChunks(rest: Buffer): Uint8Array | null {
  const chunks: Buffer[] = [];
  let position = 0;
  for (;;) {
    const end = rest.indexOf('\n', position);
    if (end < 0) return null;
    const size = /^([0-9a-fA-F]{1,8})(?:;.*)?\r?$/.exec(rest.toString('latin1', position, end))?.[1];
    if (size === undefined) return null;
    const length = Number.parseInt(size, 16);
    if (length === 0) return Uint8Array.from(Buffer.concat(chunks));
    if (end + 1 + length > rest.length) return null;
    chunks.push(rest.subarray(end + 1, end + 1 + length));
    position = end + 1 + length;
    if (rest[position] === 13) position += 1;
    if (rest[position] === 10) position += 1;
  }
}
