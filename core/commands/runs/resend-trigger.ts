import { CommandError } from '../../contract/errors.ts';
import type { LogStore } from '../../log/index.ts';
import type { Resend, ResendRequest, Trigger } from '../../model/index.ts';
import { loggedAttempt } from '../logged-attempt.ts';

/**
 * The trigger of a run that sends messages again: that of the run they come from, by the clock that is asked for and of no scenario.
 * Rejects with `not-found` for an attempt or its run, and with `invalid-input` for attempts of several runs, and for a
 * message that is named twice.
 */
export async function resendTrigger(log: LogStore, { messages, clock, ...how }: ResendRequest): Promise<Trigger> {
  const byRecipient = new Map<string, Resend['messages']>();
  const met = new Set<string>();
  let runId: string | null = null;
  for (const message of messages) {
    const { recipient, messageId, ...attempt } = await loggedAttempt(log, message.attemptId);
    runId ??= attempt.runId;
    if (attempt.runId !== runId) throw refused('Only deliveries of one run can be sent again together.');
    if (met.has(messageId)) throw refused('A message can be sent again once per run; it is named twice.');
    met.add(messageId);
    const own = byRecipient.get(recipient) ?? [];
    byRecipient.set(recipient, own);
    own.push({ ...message, recipient });
  }
  const run = runId === null ? null : await log.getRun(runId);
  if (run === null) throw new CommandError('not-found', 'The run of this delivery is no longer in the log.');
  const resend: Resend = { ...how, runId: run.id, runNumber: run.number, messages: [...byRecipient.values()].flat() };
  return { ...run.trigger, clock, scenario: null, resend };
}

function refused(message: string): CommandError {
  return new CommandError('invalid-input', message, { field: 'messages' });
}
