import { timingSafeEqual } from 'node:crypto';
import type { HeaderPair, SignatureScheme, Verification } from '../model/index.ts';
import { compileScheme, schemeRefusal } from './compiled-scheme.ts';
import { mismatchHint } from './mismatch-hint.ts';
import { type ReceivedSignature, readSignature } from './received-signature.ts';
import { SigningError, type SigningKey } from './signing-key.ts';
import { judgeTimestamp } from './timestamp-verdict.ts';

export interface VerifyInput {
  scheme: SignatureScheme;
  key: string;
  headers: readonly HeaderPair[];
  /** The raw bytes as received. */
  body: Uint8Array;
  /** Unix milliseconds of the receiver's clock. */
  nowMs: number;
}

/**
 * Judges a request's signature by the scheme that signs. Never throws: whatever is wrong is the verdict's code and
 * message. The signature is judged before the time, so `timestamp-too-old` means that the signature itself matched.
 */
export function verifyRequest({ scheme, key, headers, body, nowMs }: VerifyInput): Verification {
  const compiled = compileScheme(scheme);
  const verification: Verification = {
    isValid: false,
    code: 'scheme-invalid',
    message: '',
    schemeName: scheme.name,
    signedContent: null,
    expectedSignature: null,
    receivedSignatures: [],
    timestamp: null,
    ageSeconds: null,
    keyFingerprint: null,
  };
  const refusal = schemeRefusal(scheme, compiled);
  if (refusal !== null) return { ...verification, message: refusal };

  const reading = readSignature(scheme, compiled, headers);
  if (!reading.isReadable) {
    const { code, message, signatures, timestamp } = reading;
    return { ...verification, code, message, receivedSignatures: signatures, timestamp };
  }
  const { received } = reading;
  verification.receivedSignatures = received.groups.flatMap((group) => group.signatures);
  verification.timestamp = received.timestamp;
  const time = judgeTimestamp(scheme, received.timestamp, nowMs);
  verification.ageSeconds = time.ageSeconds;

  const signingKey = keyOrRefusal(compiled.key, key);
  if (signingKey instanceof SigningError) {
    return { ...verification, code: signingKey.code, message: signingKey.message };
  }
  verification.keyFingerprint = signingKey.fingerprint;
  const signedContent = compiled.buildContent({ id: received.id, timestamp: received.timestamp ?? '', body });
  const expected = compiled.digest(signingKey.secret, signedContent);
  verification.signedContent = signedContent;
  verification.expectedSignature = expected;

  const mismatch = received.groups.find((group) => !containsSignature(group.signatures, expected));
  if (mismatch !== undefined) {
    const hint = mismatchHint({ scheme, compiled, key, signingKey, body, received, signatures: mismatch.signatures });
    const message = mismatchMessage(scheme, mismatch, signingKey, hint);
    return { ...verification, code: 'signature-mismatch', message };
  }
  if (time.code !== 'in-time') return { ...verification, code: time.code, message: time.message };
  return { ...verification, isValid: true, code: 'valid', message: validMessage(verification, time.message) };
}

function keyOrRefusal(ring: (text: string) => SigningKey, key: string): SigningKey | SigningError {
  try {
    return ring(key);
  } catch (error) {
    if (error instanceof SigningError) return error;
    throw error;
  }
}

/** Compares every candidate, in constant time for candidates of the right length; the length is public. */
function containsSignature(candidates: readonly string[], expected: string): boolean {
  const expectedBytes = Buffer.from(expected);
  let isFound = false;
  for (const candidate of candidates) {
    const bytes = Buffer.from(candidate);
    if (bytes.length === expectedBytes.length && timingSafeEqual(bytes, expectedBytes)) isFound = true;
  }
  return isFound;
}

function mismatchMessage(
  scheme: SignatureScheme,
  group: ReceivedSignature['groups'][number],
  key: SigningKey,
  hint: string | null,
): string {
  const count = group.signatures.length;
  const subject = count === 1 ? 'The signature' : `None of the ${count} signatures`;
  const verb = count === 1 ? 'does not match' : 'matches';
  const look =
    hint ?? 'Check that both sides use the same key, and that the body is the raw bytes as they were received.';
  const made = `${scheme.algorithm.toUpperCase()} of ${scheme.signedContent} with the key ${key.fingerprint}`;
  return `${subject} in ${group.header} ${verb} ${made}. ${look}`;
}

function validMessage(verification: Verification, timeMessage: string): string {
  const count = verification.receivedSignatures.length;
  const signature = count === 1 ? 'The signature matches' : `One of the ${count} signatures matches`;
  return `${signature} with the key ${verification.keyFingerprint}${timeMessage}.`;
}
