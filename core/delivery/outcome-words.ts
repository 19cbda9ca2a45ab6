import { type AttemptOutcome, failureCatalogue } from '../model/index.ts';

/** What came of an attempt, as the subject and verb of a sentence: `The endpoint answered 500`. */
export function describeOutcome(outcome: AttemptOutcome): string {
  if (outcome.kind === 'response') return `The endpoint answered ${outcome.response.status}`;
  const { title } = failureCatalogue[outcome.failure.kind];
  return `There was no answer (${title.charAt(0).toLowerCase()}${title.slice(1)})`;
}
