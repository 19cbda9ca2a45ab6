import type { MatchCheck, ReceiverRule, RequestMatch, RuleCheck } from '../model/index.ts';
import { createRequestFacts, type Found, type MatchedRequest } from './request-facts.ts';

/** The rules of a receiver at one moment, however they are changed later. */
export interface AnswerRules {
  /** The place of the first one that fits; -1 = none does. */
  find(request: MatchedRequest): number;
  /** What each of them found, in order, also behind the first that fits. */
  explain(request: MatchedRequest): RuleCheck[];
}

/** A longer value is shown by its beginning. */
const longestShown = 200;

export function createAnswerRules(rules: readonly ReceiverRule[]): AnswerRules {
  return {
    find(request) {
      if (rules.length === 0) return -1;
      const facts = createRequestFacts(request);
      return rules.findIndex(({ when }) => when.every((match) => isMet(match, facts(match))));
    },
    explain(request) {
      const facts = createRequestFacts(request);
      return rules.map(({ when }) => explainRule(when, facts));
    },
  };
}

function explainRule(when: readonly RequestMatch[], facts: (match: RequestMatch) => Found): RuleCheck {
  let isDecided = false;
  const checks = when.map((match): MatchCheck => {
    if (isDecided) return { match, isMet: null, actual: null, note: null };
    const found = facts(match);
    const met = isMet(match, found);
    isDecided = !met;
    return { match, isMet: met, actual: shown(match, found), note: found.note };
  });
  return { isMet: !isDecided, checks };
}

/** A name that is there several times fits when one of its values does; nothing equals or contains what is not there. */
function isMet({ part, test, value }: RequestMatch, { texts, isPresent }: Found): boolean {
  // RFC 9110 tells methods apart by capitals, but nobody means another method by "post".
  const wanted = part === 'method' ? value.trim().toUpperCase() : value;
  switch (test) {
    case 'equals':
      return texts.includes(wanted);
    case 'does-not-equal':
      return !texts.includes(wanted);
    case 'contains':
      return texts.some((text) => text.includes(wanted));
    case 'does-not-contain':
      return !texts.some((text) => text.includes(wanted));
    case 'is-present':
      return isPresent;
    case 'is-absent':
      return !isPresent;
  }
}

/** The text that decided, where one did; else the first. */
function shown({ test, value }: RequestMatch, { texts }: Found): string | null {
  const decisive = texts.find((text) => (test.includes('contain') ? text.includes(value) : text === value)) ?? texts[0];
  if (decisive === undefined) return null;
  return decisive.length > longestShown ? `${decisive.slice(0, longestShown)}…` : decisive;
}
