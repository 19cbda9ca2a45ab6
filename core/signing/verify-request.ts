import type { HeaderPair, SignatureScheme, Verification } from '../model/index.ts';
import { type CompiledScheme, compileScheme, schemeRefusal, secretBytes } from './compiled-scheme.ts';
import { bodySha256, ContentError, contentParts, joinParts, shownContent } from './content-parts.ts';
import { findJsonItems, type JsonSpan, jsonText } from './json-text.ts';
import { mismatchHint } from './mismatch-hint.ts';
import { type ReceivedSignature, readSignature, type SignatureGroup } from './received-signature.ts';
import { SigningError, type SigningKey } from './signing-key.ts';
import { judgeTimestamp, type TimestampVerdict } from './timestamp-verdict.ts';

export interface VerifyInput {
  scheme: SignatureScheme;
  /** For key pairs the public key; a private one serves too. */
  key: string;
  headers: readonly HeaderPair[];
  /** The raw bytes as received. */
  body: Uint8Array;
  /** Unix milliseconds of the receiver's clock. */
  nowMs: number;
  /** Needed by schemes that sign them only: the method, and the whole URL as the sender wrote it. */
  method?: string | undefined;
  url?: string | undefined;
}

/**
 * Judges a request's signature by the scheme that signs. Never throws: whatever is wrong is the verdict's code and
 * message. The signature is judged before the time, so `timestamp-too-old` means that the signature itself matched.
 * Of a batch every item has to be right; the verdict is that of the first one that is not.
 */
export function verifyRequest(input: VerifyInput): Verification {
  const { scheme } = input;
  const compiled = compileScheme(scheme);
  const blank = emptyVerification(scheme.name);
  const refusal = schemeRefusal(scheme, compiled);
  if (refusal !== null) return { ...blank, message: refusal };
  const json = onceJson(input.body);
  if (scheme.items === undefined) return verifyItem(input, compiled, json, null);
  const text = json();
  if (text === null)
    return { ...blank, code: 'malformed-body', message: 'The body is not JSON, and its items are signed.' };
  const items = findJsonItems(text, scheme.items, { start: 0, end: text.length });
  if (items.length === 0) {
    return {
      ...blank,
      code: 'missing-field',
      message: `The body has no items at ${scheme.items}, so nothing is signed.`,
    };
  }
  const verdicts = items.map((item) => verifyItem(input, compiled, json, item));
  const wrong = verdicts.findIndex((verdict) => !verdict.isValid);
  const verdict = verdicts[Math.max(wrong, 0)] ?? blank;
  if (items.length === 1) return verdict;
  const place = wrong < 0 ? `All ${items.length} items are signed. ` : `Item ${wrong + 1} of ${items.length}: `;
  return { ...verdict, message: place + verdict.message };
}

function verifyItem(
  { scheme, key, headers, body, nowMs, method = '', url = '' }: VerifyInput,
  compiled: CompiledScheme,
  json: () => string | null,
  item: JsonSpan | null,
): Verification {
  const verification = emptyVerification(scheme.name);
  const reading = readSignature(scheme, compiled, { headers, url, json, item });
  if (!reading.isReadable) {
    const { code, message, signatures, timestamp } = reading;
    return { ...verification, code, message, receivedSignatures: showable(scheme, signatures), timestamp };
  }
  const { received } = reading;
  const all = received.groups.flatMap((group) => group.signatures);
  verification.receivedSignatures = showable(scheme, all);
  verification.timestamp = received.timestamp;
  const time = judgeTimestamp(scheme, received.timestamp, nowMs);
  verification.ageSeconds = time.ageSeconds;

  const signingKey = keyOrRefusal(compiled.verifyingKey, key);
  if (signingKey instanceof SigningError) {
    return { ...verification, code: signingKey.code, message: signingKey.message };
  }
  verification.keyFingerprint = signingKey.fingerprint;
  const { id, timestamp, headerNames } = received;
  const sent = { id, timestamp, headerNames, headers, body, method, url, item };
  const content = contentOrRefusal(compiled, signingKey, sent);
  if (content instanceof ContentError) return { ...verification, code: content.code, message: content.message };
  verification.signedContent = content.shown;
  const expected = compiled.maker.expected(signingKey, content.bytes);
  verification.expectedSignature = expected;

  const mismatch = mismatchedGroup(received.groups, ({ signatures }) =>
    compiled.maker.matches(signingKey, content.bytes, signatures, expected),
  );
  if (mismatch !== undefined) {
    const { signatures } = mismatch;
    const facts = { ...sent, timestamp: timestamp ?? '' };
    const hint = mismatchHint({ scheme, compiled, key, signingKey, facts, signatures });
    const message = mismatchMessage(scheme, mismatch, signingKey, hint);
    return { ...verification, code: 'signature-mismatch', message };
  }
  if (received.bodySha256 !== null && received.bodySha256.toLowerCase() !== bodySha256(body)) {
    const message = 'The signature matches, but the body is not the one whose SHA-256 was signed.';
    return { ...verification, code: 'signature-mismatch', message };
  }
  return withTime(verification, time);
}

/** The signature matches: the time decides. */
function withTime(verification: Verification, time: TimestampVerdict): Verification {
  verification.isValid = time.code === 'in-time';
  verification.code = time.code === 'in-time' ? 'valid' : time.code;
  verification.message = time.code === 'in-time' ? validMessage(verification, time.message) : time.message;
  return verification;
}

/** A token that fits is the secret, and a verdict never holds the key. */
function showable(scheme: SignatureScheme, signatures: string[]): string[] {
  return scheme.algorithm === 'token' ? [] : signatures;
}

/** The verdict before anything is known. */
export function emptyVerification(schemeName: string): Verification {
  return {
    isValid: false,
    code: 'scheme-invalid',
    message: '',
    schemeName,
    signedContent: null,
    expectedSignature: null,
    receivedSignatures: [],
    timestamp: null,
    ageSeconds: null,
    keyFingerprint: null,
  };
}

function onceJson(body: Uint8Array): () => string | null {
  let text: string | null | undefined;
  return () => {
    if (text === undefined) text = jsonText(body);
    return text;
  };
}

function keyOrRefusal(ring: (text: string) => SigningKey, key: string): SigningKey | SigningError {
  try {
    return ring(key);
  } catch (error) {
    if (error instanceof SigningError) return error;
    throw error;
  }
}

function contentOrRefusal(
  compiled: CompiledScheme,
  key: SigningKey,
  facts: Omit<ReceivedSignature, 'groups' | 'bodySha256'> & {
    headers: readonly HeaderPair[];
    body: Uint8Array;
    method: string;
    url: string;
    item: JsonSpan | null;
  },
): { bytes: Uint8Array; shown: Uint8Array } | ContentError {
  const timestamp = facts.timestamp ?? '';
  if (compiled.isSimple) {
    const bytes = compiled.buildContent({ id: facts.id, timestamp, body: facts.body });
    return { bytes, shown: bytes };
  }
  try {
    const parts = contentParts(compiled.contentTokens, { ...facts, timestamp, secret: secretBytes(key) });
    return { bytes: joinParts(parts), shown: shownContent(parts) };
  } catch (error) {
    if (error instanceof ContentError) return error;
    throw error;
  }
}

/** Every group has to match, except that of alternatives one is enough. */
function mismatchedGroup(
  groups: readonly SignatureGroup[],
  matches: (group: SignatureGroup) => boolean,
): SignatureGroup | undefined {
  const judged = groups.map((group) => ({ group, isMatch: matches(group) }));
  const isAnyAlternative = judged.some(({ group, isMatch }) => group.isAlternative && isMatch);
  return judged.find(({ group, isMatch }) => !isMatch && !(group.isAlternative && isAnyAlternative))?.group;
}

function mismatchMessage(scheme: SignatureScheme, group: SignatureGroup, key: SigningKey, hint: string | null): string {
  const count = group.signatures.length;
  const subject = count === 1 ? 'The signature' : `None of the ${count} signatures`;
  const verb = count === 1 ? 'does not match' : 'matches';
  const look =
    hint ?? 'Check that both sides use the same key, and that the body is the raw bytes as they were received.';
  if (scheme.algorithm === 'token')
    return `The token in ${group.header} is not the one with the fingerprint ${key.fingerprint}.`;
  const made = `${scheme.algorithm.toUpperCase()} of ${scheme.signedContent} with the key whose SHA-256 begins ${key.fingerprint}`;
  return `${subject} in ${group.header} ${verb} ${made}. ${look}`;
}

function validMessage(verification: Verification, timeMessage: string): string {
  const count = verification.receivedSignatures.length;
  const signature = count <= 1 ? 'The signature matches' : `One of the ${count} signatures matches`;
  return `${signature} with the key whose SHA-256 begins ${verification.keyFingerprint}${timeMessage}.`;
}
