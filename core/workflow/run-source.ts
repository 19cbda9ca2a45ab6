import { decideRecipient, type RecipientDecision } from './decide-recipient.ts';
import { prepareRun } from './prepare-run.ts';
import type { ExpandedRecipient } from './recipient-directory.ts';
import type { DecisionPorts, RunDefinition } from './run-definition.ts';

/** What a run is begun from: who is to be considered, and what each gets. */
export interface RunSource {
  recipients: Iterable<ExpandedRecipient> | AsyncIterable<ExpandedRecipient>;
  /** Called once for each recipient, right before its turn. */
  decide(recipient: ExpandedRecipient): RecipientDecision;
}

/** A workflow over its fan-out. */
export function workflowSource(
  definition: RunDefinition,
  recipients: RunSource['recipients'],
  ports: DecisionPorts,
): RunSource {
  const prepared = prepareRun(definition, ports);
  return { recipients, decide: (recipient) => decideRecipient(prepared, recipient) };
}
