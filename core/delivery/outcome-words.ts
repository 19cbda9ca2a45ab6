import { type AttemptOutcome, type FailureKind, failureCatalogue } from '../model/index.ts';

/** Failures that come before anything is sent. */
const unsentKinds: ReadonlySet<FailureKind> = new Set(['invalid-url', 'blocked-by-policy']);

/** Failures of a response that had begun. */
const begunKinds: ReadonlySet<FailureKind> = new Set([
  'response-incomplete',
  'body-timeout',
  'response-too-large',
  'headers-too-large',
]);

/** What came of an attempt, as the subject and verb of a sentence: `The endpoint answered 500`. */
export function describeOutcome(outcome: AttemptOutcome): string {
  if (outcome.kind === 'response') return `The endpoint answered ${outcome.response.status}`;
  const { kind } = outcome.failure;
  const { title } = failureCatalogue[kind];
  // The catalogue's titles begin as sentences do; an abbreviation such as URL or DNS stays as it is.
  const words = /^[A-Z]{2}/.test(title) ? title : `${title.charAt(0).toLowerCase()}${title.slice(1)}`;
  if (begunKinds.has(kind)) return `There was no complete answer (${words})`;
  return `${unsentKinds.has(kind) ? 'Nothing was sent' : 'There was no answer'} (${words})`;
}
