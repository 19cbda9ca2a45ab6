import type { AttemptRecord, AttemptSummary } from './log-records.ts';

/** The record without its bytes, so that telling of it keeps none of them in memory. */
export function summaryOfRecord(
  record: Omit<AttemptRecord, 'id' | 'sequence'>,
  id: string,
  sequence: number,
): AttemptSummary {
  return {
    id,
    sequence,
    messageId: record.messageId,
    runId: record.runId,
    recipientRunId: record.recipientRunId,
    recipient: record.recipient,
    displayName: record.displayName,
    channel: record.channel,
    stepRef: record.stepRef,
    number: record.number,
    method: record.method,
    endpoint: record.endpoint,
    status: record.status,
    failureKind: record.failureKind,
    verdict: record.verdict,
    startedAtMs: record.startedAtMs,
    durationMs: record.durationMs,
    requestSizeBytes: record.requestSizeBytes,
    responseSizeBytes: record.responseSizeBytes,
    isSigned: record.isSigned,
  };
}
