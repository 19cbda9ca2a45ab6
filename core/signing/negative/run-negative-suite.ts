import type { NegativeCaseResult, ReceivedHttpRequest } from '../../model/index.ts';
import { assertNever } from '../../model/index.ts';
import { type NegativeCase, type NegativeSuiteInput, negativeCases } from './negative-cases.ts';

/** What came of one request: a status, or why there was none. */
export type NegativeAnswer = { status: number } | { failure: string };

export interface NegativeSuitePorts {
  /** Sends one request and never rejects. */
  send(request: ReceivedHttpRequest): Promise<NegativeAnswer>;
  isStopped(): boolean;
  /** Milliseconds on a clock that only runs forward. */
  elapsedMs(): number;
}

/**
 * Fires the suite, one request after the other, and judges each answer. The stamps are of the beginning: a receiver
 * that takes minutes to answer lets them grow old. Ends early when stopped, and when the valid request, which is the
 * first, gets no answer: nobody is there to judge.
 */
export async function* runNegativeSuite(
  input: NegativeSuiteInput,
  ports: NegativeSuitePorts,
): AsyncGenerator<NegativeCaseResult, void, undefined> {
  const cases = negativeCases(input);
  let isControlAccepted = false;
  for (const [ordinal, negative] of cases.entries()) {
    if (ports.isStopped()) return;
    const beganMs = ports.elapsedMs();
    const answer = await ports.send(negative.request);
    if (ports.isStopped()) return;
    const isUnanswered = negative.code === 'valid' && 'failure' in answer;
    const judged = judgeAnswer(negative, answer, isControlAccepted);
    if (negative.code === 'valid') isControlAccepted = judged.outcome === 'pass';
    const { code, title, expectation } = negative;
    yield {
      ordinal,
      total: cases.length,
      code,
      title,
      expectation,
      status: 'status' in answer ? answer.status : null,
      durationMs: ports.elapsedMs() - beganMs,
      ...judged,
    };
    if (isUnanswered) return;
  }
}

/** A consumer answers 2xx to what is valid, and 4xx to what is not. Refusals prove little when the valid one is refused. */
export function judgeAnswer(
  { expectation, code }: Pick<NegativeCase, 'expectation' | 'code'>,
  answer: NegativeAnswer,
  isControlAccepted: boolean,
): Pick<NegativeCaseResult, 'outcome' | 'why'> {
  if ('failure' in answer) return { outcome: 'error', why: `No answer: ${answer.failure}` };
  const { status } = answer;
  const isAccepted = status >= 200 && status < 300;
  const isRefused = status >= 400 && status < 500;
  switch (expectation) {
    case 'accept':
      if (isAccepted) return { outcome: 'pass', why: `Accepted with ${status}, as it should be.` };
      return { outcome: 'fail', why: `A valid request is answered with ${status}: key, scheme or address differ.` };
    case 'reject':
      if (isAccepted)
        return { outcome: 'fail', why: `Accepted with ${status}: ${dangers[code] ?? 'it must be refused.'}` };
      if (!isRefused) {
        return {
          outcome: 'fail',
          why: `Answered with ${status}: a refusal is a 4xx, and senders try again after others.`,
        };
      }
      if (!isControlAccepted) {
        return {
          outcome: 'pass',
          why: `Refused with ${status}, but the valid request was refused too: this proves little.`,
        };
      }
      return { outcome: 'pass', why: `Refused with ${status}, as it should be.` };
    case 'either':
      return {
        outcome: 'info',
        why: `${isAccepted ? 'Accepted' : 'Refused'} with ${status}. ${notes[code] ?? 'The scheme as it is configured allows it.'}`,
      };
    default:
      return assertNever(expectation);
  }
}

const dangers: Partial<Record<NegativeCase['code'], string>> = {
  missing: 'anybody can send here.',
  'wrong-key': 'the signature is not verified at all, or with another key.',
  'old-key': 'the old key still works after its time.',
  stale: 'old requests can be sent again at any time.',
  future: 'a stamp from the future keeps a captured request usable for longer.',
  'tampered-first-byte': 'the body can be changed on the way.',
  'tampered-middle-byte': 'the body can be changed on the way.',
  'tampered-last-byte': 'the body can be changed on the way.',
  're-serialised': 'not the bytes of the body are verified but what they parse to.',
  'timestamp-renewed': 'the stamp is not part of what is verified.',
  'other-algorithm': 'the algorithm is not fixed by the receiver.',
};

const notes: Partial<Record<NegativeCase['code'], string>> = {
  replayed: 'Whoever must not act twice has to remember the ids, or the signatures, of the last minutes.',
  stale: 'The scheme has no bound for the age.',
  future: 'The scheme has no bound for stamps from the future.',
  'duplicate-headers': 'The scheme allows several signatures, of which one has to fit.',
};
