import type { HeaderPair, Verification } from '../core/contract/index.ts';

/** Bytes cannot stand in JSON: they are given as text where they are UTF-8, and as base64 always. */
export function bytesAsJson(bytes: Uint8Array): { text: string | null; base64: string } {
  const buffer = Buffer.from(bytes);
  const text = buffer.toString('utf8');
  return { text: Buffer.from(text).equals(buffer) ? text : null, base64: buffer.toString('base64') };
}

export function verificationAsJson(verification: Verification) {
  const { signedContent, ...rest } = verification;
  return { ...rest, signedContent: signedContent === null ? null : bytesAsJson(signedContent) };
}

export interface WrittenRequest {
  method: string;
  url: string;
  headers: readonly HeaderPair[];
  body: Uint8Array;
}

/** As it goes over the wire, with the headers HTTP needs. */
export function asRawHttp({ method, url, headers, body }: WrittenRequest): Uint8Array {
  const address = URL.canParse(url) ? new URL(url) : null;
  const has = (name: string) => headers.some(([each]) => each.toLowerCase() === name);
  // The target as it is written: parsing it and writing it again could change what was signed.
  const target = address === null ? url : url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/#.*$/s, '');
  const lines = [
    `${method} ${target.startsWith('/') ? target : `/${target}`} HTTP/1.1`,
    ...(address === null || has('host') ? [] : [`Host: ${address.host}`]),
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(has('content-length') ? [] : [`Content-Length: ${body.length}`]),
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
}

/** A command for a POSIX shell. The body has to be text. */
export function asCurl({ method, url, headers, body }: WrittenRequest): string | null {
  const text = Buffer.from(body).toString('utf8');
  if (!Buffer.from(text).equals(Buffer.from(body)) || text.includes('\0')) return null;
  const quoted = (value: string) => `'${value.replaceAll("'", "'\\''")}'`;
  const lines = [
    `curl -X ${method} ${quoted(url)}`,
    ...headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body.length === 0 ? [] : [`--data-raw ${quoted(text)}`]),
  ];
  return lines.join(' \\\n  ');
}
