import type { HeaderPair, RenderedRequest, SignatureScheme, SignedRequest } from '../model/index.ts';
import { type CompiledScheme, compileScheme, schemeRefusal } from './compiled-scheme.ts';
import { fillPlaceholders } from './placeholder-template.ts';
import { signParts } from './sign-parts.ts';
import { isKeyPair } from './signature-maker.ts';
import { decodeKey, SigningError } from './signing-key.ts';
import { writeTimestamp } from './timestamp-text.ts';

export interface SignInput {
  scheme: SignatureScheme;
  /** Text of the secret, as the scheme's `key` rule expects it; for key pairs the private key. */
  key: string;
  request: RenderedRequest;
  messageId: string;
  /** Unix milliseconds; written in the scheme's unit, seconds rounded down. */
  timestampMs: number;
}

/**
 * Signs the exact bytes of `request.body` and appends the scheme's headers. A header of the same name that the
 * template brought is replaced: two values would make every receiver refuse. The body is passed on, never copied,
 * except by schemes that carry values in the body: those set the fields and leave every other byte alone. Schemes
 * that carry values in the query add them to the URL.
 *
 * Throws `SigningError`: `key-empty` or `key-malformed` for the secret, `scheme-invalid` for a scheme that no receiver
 * could verify, `malformed-body` or `missing-url` when the request lacks what the scheme signs.
 */
export function signRequest(input: SignInput): SignedRequest {
  const { scheme, key, request, messageId, timestampMs } = input;
  const compiled = compileScheme(scheme);
  const refusal = schemeRefusal(scheme, compiled);
  if (refusal !== null) throw new SigningError('scheme-invalid', refusal);
  const signingKey = compiled.key(key);
  if (!compiled.isSimple) return signParts({ ...input, compiled, signingKeys: [signingKey] });
  const timestamp = scheme.timestamp === null ? null : writeTimestamp(timestampMs, scheme.timestamp.unit);
  const values = { id: messageId, timestamp: timestamp ?? '', body: request.body };
  const signedContent = compiled.buildContent(values);
  const signature = compiled.maker.make(signingKey, signedContent);
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
      keyFingerprint: signingKey.fingerprint,
    },
  };
}

/** One sentence when `signRequest` would refuse the scheme or the key's text; null when it would sign. */
export function signingProblem(scheme: SignatureScheme, key: string): string | null {
  const compiled = compileScheme(scheme);
  const refusal = schemeRefusal(scheme, compiled);
  if (refusal !== null) return refusal;
  try {
    if (!isKeyPair(scheme.algorithm)) decodeKey(scheme.key, key);
    else compiled.key(key);
    return null;
  } catch (error) {
    if (error instanceof SigningError) return error.message;
    throw error;
  }
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
