import type { LogStore } from '../../log/index.ts';
import type { ResentMessage, RunRecord } from '../../model/index.ts';
import { resentMessageId } from './message-origins.ts';

interface SentAgain {
  run: RunRecord;
  message: ResentMessage;
}

/** What a run sent again, by the ids it sent it under. */
export interface SentMessages {
  /** The ids that new messages had before. */
  formerIds: ReadonlyMap<string, string>;
  /** Those whose request was changed. */
  changed: ReadonlySet<string>;
}

/** Runs of the log with what they sent again and what was sent again of them, each read once. */
export interface ResendsOfRuns {
  get(runId: string): RunRecord | undefined;
  /** Reads a run, and those that sent messages of it again. */
  read(runId: string): Promise<SentMessages>;
  /** Of an attempt of a run that was read. */
  sentAgainIn(attemptId: string): readonly SentAgain[];
}

export function readResendsOfRuns(log: LogStore): ResendsOfRuns {
  const runs = new Map<string, RunRecord>();
  const sent = new Map<string, SentMessages>();
  const byAttempt = new Map<string, SentAgain[]>();
  const listed = new Set<string>();

  function list(run: RunRecord): void {
    runs.set(run.id, run);
    if (listed.has(run.id)) return;
    listed.add(run.id);
    for (const message of run.trigger.resend?.messages ?? []) {
      const own = byAttempt.get(message.attemptId) ?? [];
      byAttempt.set(message.attemptId, own);
      own.push({ run, message });
    }
  }

  return {
    get: (runId) => runs.get(runId),
    async read(runId) {
      const known = sent.get(runId);
      if (known !== undefined) return known;
      const run = runs.get(runId) ?? (await log.getRun(runId));
      for (const resend of await log.resendsOf(runId)) list(resend);
      if (run !== null) list(run);
      const own = await sentMessages(log, run);
      sent.set(runId, own);
      return own;
    },
    sentAgainIn: (attemptId) => byAttempt.get(attemptId) ?? [],
  };
}

/** What is gone from the log had ids that nobody can tell any more, and nothing to send again. */
async function sentMessages(log: LogStore, run: RunRecord | null): Promise<SentMessages> {
  const formerIds = new Map<string, string>();
  const changed = new Set<string>();
  const resend = run?.trigger.resend;
  for (const message of resend?.messages ?? []) {
    const isNew = resend?.signature === 'afresh-new-id';
    if (run === null || resend === undefined || (!isNew && message.changes === undefined)) continue;
    const attempt = await log.getAttempt(message.attemptId);
    if (attempt === null) continue;
    const messageId = resentMessageId(run.id, resend, message, attempt);
    if (isNew) formerIds.set(messageId, attempt.messageId);
    if (message.changes !== undefined) changed.add(messageId);
  }
  return { formerIds, changed };
}
