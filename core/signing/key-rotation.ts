import type { HeaderPair, RenderedRequest, SignatureScheme, SignedRequest, Verification } from '../model/index.ts';
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
  request: SignedRequest;
  /** One entry per key: whether it signed, and why not. */
  keys: { isUsed: boolean; reason: 'used' | 'expired' | 'no-place' }[];
}

/**
 * Signs with every key whose grace period has not ended, the current first, as a list in the scheme's header, or in a
 * header for each key. A scheme with neither uses the current key alone. Throws `SigningError` like `signRequest`, and
 * `scheme-invalid` when the schemes of two keys do not fit into the same headers.
 */
export function signWithKeys({ keys, scheme, ...input }: RotationInput): RotatedRequest {
  const live = keys.map(({ validUntilMs }) => validUntilMs === null || validUntilMs > input.timestampMs);
  const schemeOf = (index: number) => keys[index]?.scheme ?? scheme;
  const first = live.indexOf(true);
  if (first < 0) throw new SigningError('key-empty', 'There is no key whose time has not run out.');
  const leading = schemeOf(first);
  const places = placesOf(leading);
  const used = live.map((isLive, index) => isLive && live.slice(0, index).filter(Boolean).length < places);
  const groups = new Map<SignatureScheme, string[]>();
  for (const [index, { key }] of keys.entries()) {
    if (used[index]) groups.set(schemeOf(index), [...(groups.get(schemeOf(index)) ?? []), key]);
  }
  const [[, ownKeys] = [leading, []], ...others] = [...groups];
  const request = signGroup(leading, ownKeys, input);
  for (const [other, otherKeys] of others) addSignatures(request, leading, other, otherKeys, input);
  return {
    request,
    keys: keys.map((_, index) => {
      if (used[index]) return { isUsed: true, reason: 'used' };
      return { isUsed: false, reason: live[index] ? 'no-place' : 'expired' };
    }),
  };
}

/** How many signatures a request of this scheme has room for. */
function placesOf(scheme: SignatureScheme): number {
  if (scheme.headers.some(({ forKey }) => forKey === 'previous')) return 2;
  return scheme.signatureSeparator === null ? 1 : Number.POSITIVE_INFINITY;
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

/** Adds another scheme's signatures to the list of the same header, as v1a stands beside v1. */
function addSignatures(
  request: SignedRequest,
  leading: SignatureScheme,
  other: SignatureScheme,
  keys: readonly string[],
  input: Omit<RotationInput, 'keys' | 'scheme'>,
): void {
  const compiled = usable(other);
  const carriers = compiled.headers.filter(({ tokens }) => hasPlaceholder(tokens, 'signature'));
  if (!isSharingHeaders(usable(leading), compiled)) {
    const message = `The signatures of "${leading.name}" and "${other.name}" do not fit into the same headers.`;
    throw new SigningError('scheme-invalid', message);
  }
  const timestamp = other.timestamp === null ? '' : writeTimestamp(input.timestampMs, other.timestamp.unit);
  for (const key of keys) {
    const signature = signGroup(other, [key], input).signature?.signature ?? '';
    for (const carrier of carriers) {
      const element = listElement(other, carrier, { id: input.messageId, timestamp }, signature);
      const separator = leading.signatureSeparator ?? '';
      request.headers = request.headers.map(([name, value]): HeaderPair => {
        return name.toLowerCase() === carrier.lowerCaseName ? [name, `${value}${separator}${element}`] : [name, value];
      });
    }
  }
}

/** Same headers, same list, and nothing outside them: then only the signatures differ. */
function isSharingHeaders(one: CompiledScheme, other: CompiledScheme): boolean {
  const shape = ({ headers, query, bodyFields }: CompiledScheme) =>
    query.length + bodyFields.length > 0
      ? null
      : headers
          .map(
            ({ lowerCaseName, value, tokens }) =>
              `${lowerCaseName}:${hasPlaceholder(tokens, 'signature') ? '' : value}`,
          )
          .sort()
          .join('\n');
  return shape(one) !== null && shape(one) === shape(other);
}

export interface KeyedVerification {
  /** The verdict of the key that matched, or of the first key. */
  verification: Verification;
  /** Place of the key that matched; null = none did. */
  matchedKey: number | null;
  /** One per key, in order. */
  verdicts: Verification[];
}

/** Verifies against several keys, as a receiver does while keys change. Never throws. */
export function verifyWithKeys({
  keys,
  scheme,
  ...input
}: Omit<VerifyInput, 'key'> & { keys: readonly Pick<RotationKey, 'key' | 'scheme'>[] }): KeyedVerification {
  const verdicts = keys.map((each) => verifyRequest({ ...input, key: each.key, scheme: each.scheme ?? scheme }));
  const valid = verdicts.findIndex(({ isValid }) => isValid);
  // A key that matches a stale request is still the key that was used.
  const matched = valid >= 0 ? valid : verdicts.findIndex(({ code }) => code.startsWith('timestamp-'));
  const verification = verdicts[Math.max(matched, 0)] ?? verifyRequest({ ...input, key: '', scheme });
  return { verification, matchedKey: matched < 0 ? null : matched, verdicts };
}
