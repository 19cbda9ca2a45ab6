import type { AnswerSource, ReceiverRule, RequestMatch } from '../../../core/contract/index.ts';
import { testsWithoutValue } from '../../../core/contract/index.ts';
import { receiverRules as words } from '../../strings/receiver-rules.ts';

/** Such as `header x-kind contains json`. */
export function matchClaim({ part, name, test, value }: RequestMatch): string {
  const subject = part === 'method' || name === '' ? part : `${part} ${name}`;
  const claim = `${subject} ${words.tests[test]}`;
  return testsWithoutValue.has(test) ? claim : `${claim} ${value === '' ? words.blank : value}`;
}

export function ruleClaim({ when }: Pick<ReceiverRule, 'when'>): string {
  return when.map(matchClaim).join(words.and);
}

/** Null = what the receiver does by itself, or what the answer says already. */
export function deciderInFull(source: AnswerSource): string | null {
  return typeof source === 'string' ? words.decidedBy[source] : words.decidedByRule(source.rule + 1);
}

export function deciderInShort(source: AnswerSource): string | null {
  return typeof source === 'string' ? words.decidedInShort[source] : words.decidedByRule(source.rule + 1);
}
