import type { SchemeChoice, SignatureScheme, Verification } from '../../model/index.ts';
import { type FindOwnScheme, resolveScheme, type VerifyInput, verifyWithKeys } from '../../signing/index.ts';

type ReceivedInput = Omit<VerifyInput, 'scheme'> & {
  scheme: SchemeChoice;
  previousKeys: readonly { key: string; scheme?: SchemeChoice | undefined }[];
};

/**
 * How receivers verify. A run in virtual or scaled time stamps its requests by its own clock, which the receiver's
 * clock knows nothing of: a stamp that is too old or too new is therefore looked at by the clocks of the runs under
 * way before it is refused.
 */
export function verifyAtAnyClock(
  otherClocksMs: () => number[],
  findOwn: FindOwnScheme,
): (input: ReceivedInput) => Verification {
  return (input) => {
    const found = verifyingSchemes(input, findOwn);
    if ('unknown' in found) return unknownScheme(found.unknown);
    const { scheme, keys } = found;
    const { headers, body, method, url } = input;
    const verify = (nowMs: number) => verifyWithKeys({ scheme, keys, headers, body, nowMs, method, url }).verification;
    const verdict = verify(input.nowMs);
    if (verdict.code !== 'timestamp-too-old' && verdict.code !== 'timestamp-in-future') return verdict;
    for (const nowMs of otherClocksMs()) {
      const other = verify(nowMs);
      if (other.isValid) return other;
    }
    return verdict;
  };
}

/** The schemes of a receiver's keys, the current one's first; or the choice that names none. */
export function verifyingSchemes(
  { scheme: choice, key, previousKeys }: Pick<ReceivedInput, 'scheme' | 'key' | 'previousKeys'>,
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
