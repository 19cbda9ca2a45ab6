import type { LogStore } from '../../log/index.ts';
import type { ResentMessage, RunRecord } from '../../model/index.ts';
import { resentMessageId } from './message-origins.ts';

interface SentAgain {
  run: RunRecord;
  message: ResentMessage;
}

/** Runs of the log with what they sent again and what was sent again of them, each read once. */
export interface ResendsOfRuns {
  get(runId: string): RunRecord | undefined;
  /** Reads a run, and those that sent messages of it again. Gives the ids that its messages had before, by those they got as new messages. */
  read(runId: string): Promise<ReadonlyMap<string, string>>;
  /** Of an attempt of a run that was read. */
  sentAgainIn(attemptId: string): readonly SentAgain[];
}

export function readResendsOfRuns(log: LogStore): ResendsOfRuns {
  const runs = new Map<string, RunRecord>();
  const formerIds = new Map<string, ReadonlyMap<string, string>>();
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
      const known = formerIds.get(runId);
      if (known !== undefined) return known;
      const run = runs.get(runId) ?? (await log.getRun(runId));
      for (const resend of await log.resendsOf(runId)) list(resend);
      const former = run === null ? new Map<string, string>() : await formerIdsOf(log, run);
      if (run !== null) list(run);
      formerIds.set(runId, former);
      return former;
    },
    sentAgainIn: (attemptId) => byAttempt.get(attemptId) ?? [],
  };
}

/** What is gone from the log had ids that nobody can tell any more, and nothing to send again. */
async function formerIdsOf(log: LogStore, { id, trigger: { resend } }: RunRecord): Promise<Map<string, string>> {
  const former = new Map<string, string>();
  if (resend === undefined || resend.signature !== 'afresh-new-id') return former;
  for (const message of resend.messages) {
    const attempt = await log.getAttempt(message.attemptId);
    if (attempt !== null) former.set(resentMessageId(id, resend, message, attempt), attempt.messageId);
  }
  return former;
}
