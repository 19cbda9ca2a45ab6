import type { SchemeChoice, Verification } from '../model/index.ts';
import { type FindOwnScheme, resolveScheme, type VerifyInput, verifyRequest } from '../signing/index.ts';

type ReceivedInput = Omit<VerifyInput, 'scheme'> & { scheme: SchemeChoice };

/**
 * How receivers verify. A run in virtual or scaled time stamps its requests by its own clock, which the receiver's
 * clock knows nothing of: a stamp that is too old or too new is therefore looked at by the clocks of the runs under
 * way before it is refused.
 */
export function verifyAtAnyClock(
  otherClocksMs: () => number[],
  findOwn: FindOwnScheme,
): (input: ReceivedInput) => Verification {
  return ({ scheme: choice, ...input }) => {
    const scheme = resolveScheme(choice, findOwn);
    if (scheme === null) return unknownScheme(choice);
    const verdict = verifyRequest({ ...input, scheme });
    if (verdict.code !== 'timestamp-too-old' && verdict.code !== 'timestamp-in-future') return verdict;
    for (const nowMs of otherClocksMs()) {
      const other = verifyRequest({ ...input, scheme, nowMs });
      if (other.isValid) return other;
    }
    return verdict;
  };
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
