import type { LogStore } from '../../log/index.ts';
import type { AttemptSummary, Resend, ResentMessage, RunRecord } from '../../model/index.ts';
import { messageIdOf } from '../../workflow/index.ts';

export const originGone =
  'The run that made this message is no longer in the log, so nothing says by which key to sign. It can be sent exactly as it was.';

/**
 * The id by which a run sends a message of the log again. Of a message with an origin the id there makes the new one, because
 * a recipient may get messages of several runs by one step.
 */
export function resentMessageId(
  runId: string,
  { signature }: Pick<Resend, 'signature'>,
  { recipient, origin }: Pick<ResentMessage, 'recipient' | 'origin'>,
  attempt: Pick<AttemptSummary, 'messageId' | 'stepRef'>,
): string {
  if (signature !== 'afresh-new-id') return attempt.messageId;
  return messageIdOf(runId, recipient, origin?.messageId ?? attempt.stepRef);
}

/** Runs by whose triggers messages of a run were made, by message id; one that is not there was made by the run's own. */
export function messageOrigins({ id, trigger: { resend } }: RunRecord): ReadonlyMap<string, string> {
  const origins = new Map<string, string>();
  for (const { recipient, origin } of resend?.messages ?? []) {
    if (origin === undefined) continue;
    const isNew = resend?.signature === 'afresh-new-id';
    origins.set(isNew ? messageIdOf(id, recipient, origin.messageId) : origin.messageId, origin.runId);
  }
  return origins;
}

/** The run by whose trigger the message of an attempt was made; null when the log does not have it any more. */
export async function makingRun(
  log: LogStore,
  { runId, messageId }: Pick<AttemptSummary, 'runId' | 'messageId'>,
): Promise<RunRecord | null> {
  const run = await log.getRun(runId);
  const originId = run === null ? undefined : messageOrigins(run).get(messageId);
  return originId === undefined ? run : log.getRun(originId);
}
