import type {
  HeaderPair,
  KeyUse,
  RenderedRequest,
  SignatureScheme,
  SignedRequest,
  Verification,
} from '../model/index.ts';
import { listElement } from './carried-values.ts';
import { type CompiledScheme, compileScheme, schemeRefusal } from './compiled-scheme.ts';
import { hasPlaceholder } from './placeholder-template.ts';
import { signParts } from './sign-parts.ts';
import { SigningError } from './signing-key.ts';
import { writeTimestamp } from './timestamp-text.ts';
import { type VerifyInput, verifyRequest } from './verify-request.ts';

/** A key in a rotation. */
export interface RotationKey {
  key: string;
  /** When its scheme is another, such as v1a beside v1; it has to send the same headers. */
  scheme?: SignatureScheme | undefined;
  /** Unix milliseconds at which its grace period ends; null = it is used until it is taken away. */
  validUntilMs: number | null;
}

export interface RotationInput {
  /** The current key first, then older ones. */
  keys: readonly RotationKey[];
  scheme: SignatureScheme;
  request: RenderedRequest;
  messageId: string;
  timestampMs: number;
}

export interface RotatedRequest {
  /** Its trace tells of the keys too when there are several. */
  request: SignedRequest;
  /** One entry per key, in order. */
  keys: KeyUse[];
}

/**
 * Signs with every key whose grace period has not ended, the current first: as a list in the scheme's header, in a header
 * for each key, or, for a key whose scheme is another, in that scheme's own headers. A scheme with one place only uses
 * its first key. Throws `SigningError` like `signRequest`, and `scheme-invalid` when two schemes get in each other's way.
 */
export function signWithKeys({ keys, scheme, ...input }: RotationInput): RotatedRequest {
  const groups = new Map<SignatureScheme, string[]>();
  const uses = keys.map(({ key, scheme: own = scheme, validUntilMs }): KeyUse => {
    const ofScheme = groups.get(own) ?? [];
    const isOver = validUntilMs !== null && validUntilMs <= input.timestampMs;
    const use = isOver ? 'expired' : ofScheme.length < places[rotationSupportOf(own)] ? 'used' : 'no-place';
    if (use === 'used') groups.set(own, [...ofScheme, key]);
    return { use, schemeName: own.name, fingerprint: fingerprintOf(own, key), validUntilMs };
  });
  const [first, ...others] = groups;
  if (first === undefined) throw new SigningError('key-empty', 'There is no key whose time has not run out.');
  const request = signGroup(...first, input);
  const before = [first[0]];
  for (const [other, otherKeys] of others) {
    addScheme(request, before, other, otherKeys, input);
    before.push(other);
  }
  if (request.signature !== null && keys.length > 1) request.signature.keys = uses;
  return { request, keys: uses };
}

/**
 * What a scheme does while keys are changed: `list` carries any number of signatures in one header, `headers` has one
 * header for each of two keys, and with `none` only the current key signs, so receivers must take either from the
 * moment of the change.
 */
export type RotationSupport = 'list' | 'headers' | 'none';

const places: Record<RotationSupport, number> = { list: Number.POSITIVE_INFINITY, headers: 2, none: 1 };

export function rotationSupportOf(scheme: SignatureScheme): RotationSupport {
  if (scheme.headers.some(({ forKey }) => forKey === 'previous')) return 'headers';
  return scheme.signatureSeparator === null ? 'none' : 'list';
}

/** One sentence when the signatures of two schemes cannot stand in one request; null when they can. */
export function overlapProblem(scheme: SignatureScheme, other: SignatureScheme): string | null {
  if (other === scheme) return null;
  for (const each of [scheme, other]) {
    const refusal = schemeRefusal(each, compileScheme(each));
    if (refusal !== null) return refusal;
  }
  if (isSharingList(scheme, other) || isApart(scheme, other)) return null;
  return `The signatures of "${scheme.name}" and "${other.name}" do not fit into one request: they need the same headers, and these are not lists of both.`;
}

function fingerprintOf(scheme: SignatureScheme, key: string): string | null {
  try {
    return usable(scheme).key(key).fingerprint;
  } catch (error) {
    // A key that is not used any more need not be readable; one that is used is refused when it signs.
    if (error instanceof SigningError) return null;
    throw error;
  }
}

function signGroup(
  scheme: SignatureScheme,
  keys: readonly string[],
  input: Omit<RotationInput, 'keys' | 'scheme'>,
): SignedRequest {
  const compiled = usable(scheme);
  return signParts({ ...input, scheme, compiled, signingKeys: keys.map((key) => compiled.key(key)) });
}

function usable(scheme: SignatureScheme): CompiledScheme {
  const compiled = compileScheme(scheme);
  const refusal = schemeRefusal(scheme, compiled);
  if (refusal !== null) throw new SigningError('scheme-invalid', refusal);
  return compiled;
}

/** Adds another scheme's signatures: to a list that is there, as v1a stands beside v1, or in headers of their own. */
function addScheme(
  request: SignedRequest,
  before: readonly SignatureScheme[],
  other: SignatureScheme,
  keys: readonly string[],
  input: Omit<RotationInput, 'keys' | 'scheme'>,
): void {
  for (const earlier of before) {
    const problem = overlapProblem(earlier, other);
    if (problem !== null) throw new SigningError('scheme-invalid', problem);
  }
  const leading = before.find((earlier) => isSharingList(earlier, other));
  if (leading === undefined) request.headers = signGroup(other, keys, { ...input, request }).headers;
  else extendList(request, leading, other, keys, input);
}

function extendList(
  request: SignedRequest,
  leading: SignatureScheme,
  other: SignatureScheme,
  keys: readonly string[],
  input: Omit<RotationInput, 'keys' | 'scheme'>,
): void {
  const separator = leading.signatureSeparator ?? '';
  const carriers = usable(other).headers.filter(({ tokens }) => hasPlaceholder(tokens, 'signature'));
  const timestamp = other.timestamp === null ? '' : writeTimestamp(input.timestampMs, other.timestamp.unit);
  for (const key of keys) {
    const signature = signGroup(other, [key], input).signature?.signature ?? '';
    for (const carrier of carriers) {
      const element = listElement(other, carrier, { id: input.messageId, timestamp }, signature);
      request.headers = request.headers.map(([name, value]): HeaderPair => {
        return name.toLowerCase() === carrier.lowerCaseName ? [name, `${value}${separator}${element}`] : [name, value];
      });
    }
  }
}

/** Same headers, same list, and nothing outside them: then only the signatures differ. */
function isSharingList(one: SignatureScheme, other: SignatureScheme): boolean {
  const shape = (scheme: SignatureScheme) => {
    const { headers, query, bodyFields } = compileScheme(scheme);
    if (query.length + bodyFields.length > 0 || rotationSupportOf(scheme) !== 'list') return null;
    const lines = headers.map(({ lowerCaseName, value, tokens }) => {
      return `${lowerCaseName}:${hasPlaceholder(tokens, 'signature') ? scheme.signatureSeparator : value}`;
    });
    return lines.sort().join('\n');
  };
  return shape(one) !== null && shape(one) === shape(other);
}

/** No header in common, and neither touches what the other may sign. */
function isApart(one: SignatureScheme, other: SignatureScheme): boolean {
  const [left, right] = [compileScheme(one), compileScheme(other)];
  if ([left, right].some(({ query, bodyFields }) => query.length + bodyFields.length > 0)) return false;
  const names = new Set(left.headers.map(({ lowerCaseName }) => lowerCaseName));
  return right.headers.every(({ lowerCaseName }) => !names.has(lowerCaseName));
}

export interface KeyedVerification {
  /** The verdict of the key that matched, or of the first key. */
  verification: Verification;
  /** Place of the key that matched; null = none did. */
  matchedKey: number | null;
  /** One per key, in order. */
  verdicts: Verification[];
}

/**
 * Verifies against several keys, as a receiver does while keys change. Never throws. The fields are named one by one, here
 * and where it leads: objects put together by `...` made half of the time that a verification takes.
 */
export function verifyWithKeys({
  keys,
  scheme,
  headers,
  body,
  nowMs,
  method,
  url,
}: Omit<VerifyInput, 'key'> & { keys: readonly Pick<RotationKey, 'key' | 'scheme'>[] }): KeyedVerification {
  const verify = (key: string, own = scheme) => verifyRequest({ scheme: own, key, headers, body, nowMs, method, url });
  const verdicts = keys.map((each) => verify(each.key, each.scheme));
  const valid = verdicts.findIndex(({ isValid }) => isValid);
  // A key that matches a stale request is still the key that was used.
  const matched = valid >= 0 ? valid : verdicts.findIndex(({ code }) => code.startsWith('timestamp-'));
  const verification = verdicts[Math.max(matched, 0)] ?? verify('');
  return { verification, matchedKey: matched < 0 ? null : matched, verdicts };
}
