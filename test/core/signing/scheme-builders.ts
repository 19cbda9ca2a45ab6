import type { HeaderPair, RenderedRequest, SignatureScheme } from '../../../core/model/index.ts';
import { resolveScheme } from '../../../core/signing/index.ts';

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function requestOf(body: Uint8Array, headers: HeaderPair[] = []): RenderedRequest {
  return { method: 'POST', url: 'https://example.test/hooks', headers, body };
}

export function preset(key: string): SignatureScheme {
  const scheme = resolveScheme({ preset: key });
  if (scheme === null) throw new Error(`no preset ${key}`);
  return scheme;
}

export function headerOf(headers: readonly HeaderPair[], name: string): string | undefined {
  return headers.find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1];
}

/** The headers with one value replaced; the name is compared without case. */
export function withHeader(headers: readonly HeaderPair[], name: string, value: string): HeaderPair[] {
  return headers.map((pair) => (pair[0].toLowerCase() === name.toLowerCase() ? [pair[0], value] : pair));
}
