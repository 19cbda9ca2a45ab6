import type { AttemptSummary } from '../../../../core/contract/index.ts';

/** An attempt of which a test says only what it is about. */
export function attempt(part: Partial<AttemptSummary> & { sequence: number }): AttemptSummary {
  return {
    id: `attempt-${part.sequence}`,
    messageId: 'msg_1',
    runId: 'run-1',
    recipientRunId: 'recipient-run-1',
    recipient: 'project_webhooks/prod',
    displayName: 'prod',
    channel: 'customer-webhook',
    stepRef: 'send',
    number: 1,
    method: 'POST',
    endpoint: 'http://127.0.0.1:47101/hooks/prod',
    status: 200,
    failureKind: null,
    verdict: 'delivered',
    startedAtMs: 1000,
    durationMs: 10,
    requestSizeBytes: 100,
    responseSizeBytes: 0,
    isSigned: true,
    ...part,
  };
}
