import type { HeaderPair, RenderedRequest, SignatureScheme, SignedRequest, TimestampUnit } from '../model/index.ts';
import { type CompiledScheme, compileScheme, schemeRefusal } from './compiled-scheme.ts';
import { fillPlaceholders } from './placeholder-template.ts';
import { decodeKey, SigningError } from './signing-key.ts';

export interface SignInput {
  scheme: SignatureScheme;
  /** Text of the secret, as the scheme's `key` rule expects it. */
  key: string;
  request: RenderedRequest;
  messageId: string;
  /** Unix milliseconds; written in the scheme's unit, seconds rounded down. */
  timestampMs: number;
}

/**
 * Signs the exact bytes of `request.body` and appends the scheme's headers. A header of the same name that the
 * template brought is replaced: two values would make every receiver refuse. The body is passed on, never copied.
 *
 * Throws `SigningError`: `key-empty` or `key-malformed` for the secret, `scheme-invalid` for a scheme that no receiver
 * could verify.
 */
export function signRequest({ scheme, key, request, messageId, timestampMs }: SignInput): SignedRequest {
  const compiled = compileScheme(scheme);
  const refusal = schemeRefusal(scheme, compiled);
  if (refusal !== null) throw new SigningError('scheme-invalid', refusal);
  const { secret, fingerprint } = compiled.key(key);
  const timestamp = scheme.timestamp === null ? null : writeTimestamp(timestampMs, scheme.timestamp.unit);
  const values = { id: messageId, timestamp: timestamp ?? '', body: request.body };
  const signedContent = compiled.buildContent(values);
  const signature = compiled.digest(secret, signedContent);
  const headers = otherHeaders(request.headers, compiled);
  for (const { name, tokens } of compiled.headers) {
    headers.push([name, fillPlaceholders(tokens, { id: messageId, timestamp: timestamp ?? '', signature })]);
  }
  return {
    method: request.method,
    url: request.url,
    headers,
    body: request.body,
    signature: {
      schemeName: scheme.name,
      algorithm: scheme.algorithm,
      signedContent,
      signature,
      messageId,
      timestamp,
      keyFingerprint: fingerprint,
    },
  };
}

/** One sentence when `signRequest` would refuse the scheme or the key's text; null when it would sign. */
export function signingProblem(scheme: SignatureScheme, key: string): string | null {
  const refusal = schemeRefusal(scheme, compileScheme(scheme));
  if (refusal !== null) return refusal;
  try {
    decodeKey(scheme.key, key);
    return null;
  } catch (error) {
    if (error instanceof SigningError) return error.message;
    throw error;
  }
}

function writeTimestamp(timestampMs: number, unit: TimestampUnit): string {
  if (unit === 'iso8601' || unit === 'rfc3339') return new Date(timestampMs).toISOString();
  return String(unit === 'seconds' ? Math.floor(timestampMs / 1000) : Math.floor(timestampMs));
}

function otherHeaders(headers: readonly HeaderPair[], compiled: CompiledScheme): HeaderPair[] {
  const kept: HeaderPair[] = [];
  for (const pair of headers) {
    if (!compiled.headers.some((header) => isSameName(pair[0], header.lowerCaseName))) kept.push(pair);
  }
  return kept;
}

function isSameName(name: string, lowerCaseName: string): boolean {
  return name.length === lowerCaseName.length && name.toLowerCase() === lowerCaseName;
}
