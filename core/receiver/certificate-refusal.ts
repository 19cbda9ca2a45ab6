import type { ShownCertificate } from '../model/index.ts';
import type { AnswerChoice } from './choose-answer.ts';
import { jsonAnswer } from './prepared-answer.ts';
import type { ShownToPort } from './shown-certificate.ts';

const reasons: Record<NonNullable<ShownCertificate['problem']>, string> = {
  'other-authority': 'is not of the authority that this receiver asks for',
  expired: 'has expired',
  'not-yet-valid': 'is not yet valid',
  'not-for-clients': 'is not for clients',
};

/** The answer to a sender whose certificate does not do; null = nothing is wrong with it. */
export function certificateRefusal(shown: ShownToPort | null): AnswerChoice | null {
  if (shown === null || shown === 'none' || shown.problem === null) return null;
  const message = `The client certificate (${shown.subject}) ${reasons[shown.problem]}.`;
  return {
    answer: jsonAnswer(403, { error: 'client-certificate', message }),
    latencyMs: 0,
    source: 'client-certificate',
  };
}
