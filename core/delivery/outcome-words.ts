import { type AttemptOutcome, failureCatalogue } from '../model/index.ts';

/** What came of an attempt, as the subject and verb of a sentence: `The endpoint answered 500`. */
export function describeOutcome(outcome: AttemptOutcome): string {
  if (outcome.kind === 'response') return `The endpoint answered ${outcome.response.status}`;
  const { title } = failureCatalogue[outcome.failure.kind];
  // The catalogue's titles begin as sentences do; an abbreviation such as URL or DNS stays as it is.
  const words = /^[A-Z]{2}/.test(title) ? title : `${title.charAt(0).toLowerCase()}${title.slice(1)}`;
  return `There was no answer (${words})`;
}
