import type { RecipientRunRecord } from '../model/index.ts';

/** A recipient run without names and without its run's id, as it is kept in JSON; see `StoredSummary`. */
export type StoredRecipientRun = [
  id: string,
  recipient: string,
  via: string | null,
  displayName: string,
  status: RecipientRunRecord['status'],
  reason: RecipientRunRecord['reason'],
  steps: RecipientRunRecord['steps'],
  startedAtMs: number,
  endedAtMs: number | null,
  nextAttemptAtMs: number | null,
];

export function readRecipientRun(runId: string, ordinal: number, text: string): RecipientRunRecord {
  // Written by `attempt-json.ts` of this layout; a file of another layout is not opened.
  const [id, recipient, via, displayName, status, reason, steps, startedAtMs, endedAtMs, nextAttemptAtMs] = JSON.parse(
    text,
  ) as StoredRecipientRun;
  return {
    id,
    runId,
    ordinal,
    recipient,
    via,
    displayName,
    status,
    reason,
    steps,
    startedAtMs,
    endedAtMs,
    nextAttemptAtMs,
  };
}
