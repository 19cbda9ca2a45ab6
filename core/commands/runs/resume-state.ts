import type { LogStore } from '../../log/index.ts';
import type { RecipientRunStatus } from '../../model/index.ts';
import type { LastAttempt, ResumeState } from '../../workflow/index.ts';

const pageSize = 500;

/** What the log knows of a run that was cut short: who is done, and how far each other message had come. */
export async function loadResumeState(log: LogStore, runId: string): Promise<ResumeState> {
  const finished = new Map<string, RecipientRunStatus>();
  for await (const { recipient, status } of log.finalRecipientRuns(runId)) finished.set(recipient, status);
  const { lastAttempts, total } = await loadLastAttempts(log, runId, finished);
  return {
    finalStatusOf: (recipientKey) => finished.get(recipientKey),
    lastAttemptOf: (messageId) => lastAttempts.get(messageId),
    attempts: total,
  };
}

async function loadLastAttempts(log: LogStore, runId: string, finished: ReadonlyMap<string, unknown>) {
  const lastAttempts = new Map<string, LastAttempt>();
  let total = 0;
  let before: number | null = null;
  for (;;) {
    // Newest first, so the first attempt met of a message is its last.
    const page = await log.listAttempts({ runId }, before, pageSize);
    for (const { id, messageId, recipient, sequence, number, verdict, failureKind } of page.attempts) {
      total += 1;
      before = sequence;
      if (finished.has(recipient) || lastAttempts.has(messageId)) continue;
      const record = await log.getAttempt(id);
      lastAttempts.set(messageId, {
        number,
        verdict,
        failureKind,
        reason: record?.reason ?? null,
        nextAttemptAtMs: record?.nextAttemptAtMs ?? null,
      });
    }
    if (!page.hasMore) return { lastAttempts, total };
  }
}
