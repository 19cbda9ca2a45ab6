import { CommandError } from '../../contract/errors.ts';
import type { LogStore } from '../../log/index.ts';
import type { Resend, ResendRequest, RunRecord, Trigger } from '../../model/index.ts';
import { loggedAttempt } from '../logged-attempt.ts';
import { messageOrigins } from './message-origins.ts';

interface SourceRun {
  run: RunRecord;
  /** See `messageOrigins`. */
  origins: ReadonlyMap<string, string>;
}

/**
 * The trigger of a run that sends messages again: that of the run which the first of them comes from, by the clock that is
 * asked for and of no scenario. Of several runs each message names its origin, and the lowest limits of all hold. Rejects with
 * `not-found` for an attempt or its run, and with `invalid-input` for attempts of several environments, and for a message
 * that is named twice.
 */
export async function resendTrigger(log: LogStore, { messages, clock, ...how }: ResendRequest): Promise<Trigger> {
  const byRecipient = new Map<
    string,
    { source: SourceRun; messageId: string; message: Resend['messages'][number] }[]
  >();
  const met = new Set<string>();
  const sources = new Map<string, SourceRun>();
  for (const message of messages) {
    const { recipient, messageId, runId } = await loggedAttempt(log, message.attemptId);
    const source = sources.get(runId) ?? (await sourceOf(log, runId));
    sources.set(runId, source);
    if (met.has(messageId)) throw refused('A message can be sent again once per run; it is named twice.');
    met.add(messageId);
    const own = byRecipient.get(recipient) ?? [];
    byRecipient.set(recipient, own);
    own.push({ source, messageId, message: { ...message, recipient } });
  }
  const [first, ...others] = [...sources.values()];
  if (first === undefined) throw refused('There is nothing to send again.');
  const { environment } = first.run.trigger;
  if (others.some(({ run }) => run.trigger.environment !== environment)) {
    throw refused('Only deliveries of one environment can be sent again together.');
  }
  const isOwn = others.length === 0 && first.origins.size === 0;
  const resend: Resend = {
    ...how,
    runId: first.run.id,
    runNumber: first.run.number,
    ...(others.length === 0
      ? {}
      : { otherRuns: others.map(({ run: { id, number } }) => ({ runId: id, runNumber: number })) }),
    messages: [...byRecipient.values()].flat().map(({ source, messageId, message }) => {
      if (isOwn) return message;
      return { ...message, origin: { runId: source.origins.get(messageId) ?? source.run.id, messageId } };
    }),
  };
  const limits = lowestLimits([...sources.values()].map(({ run }) => run.trigger.concurrency));
  return { ...first.run.trigger, concurrency: limits, clock, scenario: null, resend };
}

async function sourceOf(log: LogStore, runId: string): Promise<SourceRun> {
  const run = await log.getRun(runId);
  if (run === null) throw new CommandError('not-found', 'The run of this delivery is no longer in the log.');
  return { run, origins: messageOrigins(run) };
}

/** An endpoint that comes back is called no harder than any of the runs called it. */
function lowestLimits(all: readonly Trigger['concurrency'][]): Trigger['concurrency'] {
  const rates = all.flatMap(({ perSecond }) => perSecond ?? []);
  return {
    run: Math.min(...all.map(({ run }) => run)),
    origin: Math.min(...all.map(({ origin }) => origin)),
    ...(rates.length === 0 ? {} : { perSecond: Math.min(...rates) }),
  };
}

function refused(message: string): CommandError {
  return new CommandError('invalid-input', message, { field: 'messages' });
}
