import type { RunReason } from '../model/index.ts';
import type { DecidedCondition, PreparedRun } from './decide-recipient.ts';
import type { ExpandedRecipient } from './recipient-directory.ts';

/** One recipient of a dry run: the contract's `plannedRecipientSchema`. */
export interface PlannedRecipient {
  ordinal: number;
  recipient: string;
  via: string | null;
  displayName: string;
  willSend: boolean;
  method: string | null;
  url: string | null;
  bodySizeBytes: number | null;
  isSigned: boolean;
  reason: RunReason | null;
  conditions: DecidedCondition[];
}

export async function* planRun(
  _run: PreparedRun,
  _recipients: Iterable<ExpandedRecipient> | AsyncIterable<ExpandedRecipient>,
  _signal: AbortSignal,
): AsyncGenerator<PlannedRecipient, void, undefined> {
  throw new Error('to be written');
}
