import type { SchemeChoice, SignatureScheme, Verification } from '../../model/index.ts';
import type { ReceiverPorts, RequestVerifier, SignedParts } from '../../receiver/index.ts';
import { type FindOwnScheme, resolveScheme, verifyWithKeys } from '../../signing/index.ts';

type VerifierOf = ReceiverPorts['verifierOf'];
type ChosenKeys = Parameters<VerifierOf>[0];
type Found = ReturnType<typeof verifyingSchemes>;

/**
 * How receivers verify. A run in virtual or scaled time stamps its requests by its own clock, which the receiver's
 * clock knows nothing of: a stamp that is too old or too new is therefore looked at by the clocks of the runs under
 * way before it is refused.
 */
export function verifyAtAnyClock(otherClocksMs: () => number[], findOwn: FindOwnScheme): VerifierOf {
  const known = new WeakMap<SchemeChoice, { found: Found; verifier: RequestVerifier }>();
  return (chosen) => {
    const found = verifyingSchemes(chosen, findOwn);
    const last = known.get(chosen.scheme);
    if (last !== undefined && isSame(last.found, found)) return last.verifier;
    const verifier = createVerifier(found, otherClocksMs);
    known.set(chosen.scheme, { found, verifier });
    return verifier;
  };
}

function createVerifier(found: Found, otherClocksMs: () => number[]): RequestVerifier {
  function verify({ headers, body, method, url }: SignedParts, nowMs: number): Verification {
    if ('unknown' in found) return unknownScheme(found.unknown);
    const { scheme, keys } = found;
    return verifyWithKeys({ scheme, keys, headers, body, nowMs, method, url }).verification;
  }
  return {
    verify,
    judge(request, nowMs) {
      const verification = verify(request, nowMs);
      if (verification.code !== 'timestamp-too-old' && verification.code !== 'timestamp-in-future')
        return { verification, clockMs: nowMs };
      for (const clockMs of otherClocksMs()) {
        const other = verify(request, clockMs);
        if (other.isValid) return { verification: other, clockMs };
      }
      return { verification, clockMs: nowMs };
    },
  };
}

/** Schemes are taken as unchanging data: another one is another object. */
function isSame(one: Found, other: Found): boolean {
  if ('unknown' in one || 'unknown' in other) return false;
  return (
    one.keys.length === other.keys.length &&
    one.keys.every(({ key, scheme }, place) => key === other.keys[place]?.key && scheme === other.keys[place]?.scheme)
  );
}

/** The schemes of a receiver's keys, the current one's first; or the choice that names none. */
export function verifyingSchemes(
  { scheme: choice, key, previousKeys }: ChosenKeys,
  findOwn: FindOwnScheme,
): { scheme: SignatureScheme; keys: { key: string; scheme: SignatureScheme }[] } | { unknown: SchemeChoice } {
  const scheme = resolveScheme(choice, findOwn);
  if (scheme === null) return { unknown: choice };
  const keys = [{ key, scheme }];
  for (const previous of previousKeys) {
    const own = previous.scheme === undefined ? scheme : resolveScheme(previous.scheme, findOwn);
    if (own === null) return { unknown: previous.scheme ?? choice };
    keys.push({ key: previous.key, scheme: own });
  }
  return { scheme, keys };
}

function unknownScheme(choice: SchemeChoice): Verification {
  const name = 'preset' in choice ? choice.preset : 'own' in choice ? choice.own : choice.custom.name;
  return {
    isValid: false,
    code: 'scheme-invalid',
    message: `There is no signature scheme "${name}". Choose one in the receiver's settings.`,
    schemeName: name,
    signedContent: null,
    expectedSignature: null,
    receivedSignatures: [],
    timestamp: null,
    ageSeconds: null,
    keyFingerprint: null,
  };
}
