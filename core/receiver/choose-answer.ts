import type { AnswerSource, RateLimit, Receiver, ReceiverAnswer, Verification } from '../model/index.ts';
import { type AnswerRules, createAnswerRules } from './answer-rules.ts';
import { type AnswerScript, createAnswerScript, hasSameSequence } from './answer-script.ts';
import { jsonAnswer, type PreparedAnswer, type PreparedFault, prepareAnswer } from './prepared-answer.ts';
import { createRateLimiter, type RateLimiter } from './rate-limiter.ts';
import type { MatchedRequest } from './request-facts.ts';

/** How one request is answered, and what decided it. */
export interface AnswerChoice {
  answer: PreparedAnswer | PreparedFault;
  latencyMs: number;
  source: AnswerSource;
}

/** The behaviour of a receiver at one moment: rate limit, signature, rules, sequence and answer, in this order. */
export interface AnswerChooser {
  readonly receiver: Receiver;
  readonly script: AnswerScript;
  readonly limiter: RateLimiter | null;
  readonly rules: AnswerRules;
  /** `verification`: of its signature, if anyone looked at it; `nowMs`: of the clock that the rate is counted by. */
  choose(request: MatchedRequest, verification: Verification | undefined, nowMs: () => number): AnswerChoice;
  /** The sequence and the rate begin anew. */
  restart(): void;
}

/**
 * `before`: what the receiver did until now, whose sequence and rate go on where they are unless they are changed. Throws
 * `CommandError` `invalid-input` for headers that HTTP cannot carry.
 */
export function createAnswerChooser(receiver: Receiver, before: AnswerChooser | null = null): AnswerChooser {
  const { answer, verification: verify, rules = [], rateLimit, name: receiverName } = receiver;
  const goesOn = before !== null && hasSameSequence(before.receiver, receiver);
  const script = createAnswerScript(receiver, goesOn ? before.script.position : 0);
  const limiter = limiterOf(rateLimit, before);
  const own = prepareAnswer(answer, { receiverName, field: 'answer' });
  const ofRules = rules.map((rule, place) => {
    const prepared = prepareAnswer(rule.answer, { receiverName, field: `rules.${place}.answer` });
    return { given: rule.answer, prepared: prepared(rule.answer.fault ?? rule.answer.status), source: { rule: place } };
  });
  const compiled = createAnswerRules(rules);

  return {
    receiver,
    script,
    limiter,
    rules: compiled,
    choose(request, verification, nowMs) {
      const waitMs = limiter === null ? null : limiter.take(nowMs());
      if (limiter !== null && waitMs !== null) {
        return { answer: tooMany(limiter.limit, waitMs), latencyMs: 0, source: 'rate-limit' };
      }
      if (verification?.isValid === false && verify?.onFailure === 'reject') {
        const refusal = jsonAnswer(401, { error: verification.code, message: verification.message });
        return { answer: refusal, latencyMs: latencyOf(answer), source: 'signature' };
      }
      const rule = ofRules[compiled.find(request)];
      if (rule !== undefined) return { answer: rule.prepared, latencyMs: latencyOf(rule.given), source: rule.source };
      const { outcome, isOfSequence } = script.next();
      return { answer: own(outcome), latencyMs: latencyOf(answer), source: isOfSequence ? 'sequence' : 'answer' };
    },
    restart() {
      script.restart();
      limiter?.restart();
    },
  };
}

function limiterOf(rateLimit: Receiver['rateLimit'], before: AnswerChooser | null): RateLimiter | null {
  if (rateLimit === undefined) return null;
  const earlier = before?.receiver.rateLimit;
  const isSame = earlier?.requests === rateLimit.requests && earlier.perSeconds === rateLimit.perSeconds;
  return (isSame ? before?.limiter : null) ?? createRateLimiter(rateLimit);
}

function latencyOf({ latencyMs, latencyUpToMs = latencyMs }: ReceiverAnswer): number {
  if (latencyUpToMs <= latencyMs) return latencyMs;
  return latencyMs + Math.floor(Math.random() * (latencyUpToMs - latencyMs + 1));
}

/** RFC 6585: when it may try again is told in whole seconds, and never too early. */
function tooMany({ requests, perSeconds }: RateLimit, waitMs: number): PreparedAnswer {
  const message = `This receiver takes ${requests} requests in ${perSeconds} s. Try again later.`;
  return jsonAnswer(429, { error: 'too-many-requests', message }, ['Retry-After', String(Math.ceil(waitMs / 1000))]);
}
