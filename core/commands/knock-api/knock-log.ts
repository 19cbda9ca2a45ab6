import { resolvePolicy } from '../../delivery/index.ts';
import type {
  KnockLog,
  LoggedExchange,
  LoggedMessage,
  LogPlace,
  LogSide,
  LogStretch,
  MessageFilter,
  RecipientRunFilter,
} from '../../knock-api/index.ts';
import type { FoundRecipientRun, Redaction } from '../../log/index.ts';
import { type AttemptRecord, isChannelStep, type RunRecord, recipientKey } from '../../model/index.ts';
import { redactionFor } from '../deliveries/export-deliveries.ts';
import type { EngineContext } from '../engine-context.ts';
import { type MessageRun, readMessageRun } from './message-run.ts';

/** Recipient runs that are read at once. */
const stretch = 100;
/** More attempts than any policy makes of one message. */
const attemptLimit = 1000;

/** What the log has of the environment's runs, as the Knock API asks for it. */
export function knockLog(context: EngineContext, environment: () => string): KnockLog {
  const { log } = context;

  async function search(
    { recipient, ...rest }: RecipientRunFilter & { messageIds?: readonly string[] | null },
    from: LogPlace | null,
    side: LogSide,
  ): Promise<{ found: FoundRecipientRun[]; runs: RunRecord[]; next: LogPlace | null }> {
    const place = from === null ? null : { runNumber: from[0], ordinal: from[1] };
    const filter = { ...rest, environment: environment(), recipient: recipient && recipientKey(recipient) };
    const { found, runs } = await log.findRecipientRuns(filter, place, side, stretch);
    const last = side === 'older' ? found.at(-1) : found[0];
    if (found.length < stretch || last === undefined) return { found, runs, next: null };
    return { found, runs, next: [last.runNumber, last.ordinal + (side === 'older' ? -1 : 1), 0] };
  }

  async function findMessages(
    { messageIds, ...filter }: MessageFilter,
    from: LogPlace | null,
    side: LogSide,
  ): Promise<LogStretch<LoggedMessage>> {
    const { found, runs, next } = await search({ ...filter, messageIds: messageIds ?? null }, from, side);
    const byId = new Map(await Promise.all(runs.map(async (run) => [run.id, await readMessageRun(log, run)] as const)));
    const items: LoggedMessage[] = [];
    for (const one of found) {
      const of = byId.get(one.row.runId);
      if (of === undefined) continue;
      for (const message of messagesOf(one, of)) {
        if (!of.isRepeat(message.id)) items.push(await withRepeats(message, of.resent));
      }
    }
    return { items, next };
  }

  async function withRepeats(message: LoggedMessage, resent: ReadonlySet<string>): Promise<LoggedMessage> {
    if (!message.attempts.some(({ id }) => resent.has(id))) return message;
    const { attempts } = await log.listAttempts({ messageId: message.id }, null, attemptLimit);
    return { ...message, attempts: attempts.reverse() };
  }

  /** Of one recipient, newest first. */
  function messagesOf({ row, runNumber, ordinal }: FoundRecipientRun, { run, dataOf }: MessageRun): LoggedMessage[] {
    const { attempts, ...record } = row;
    return record.steps
      .flatMap((step, index): LoggedMessage[] => {
        const { messageId } = step;
        if (messageId === null) return [];
        const own = attempts.filter((attempt) => attempt.messageId === messageId);
        return [
          {
            id: messageId,
            place: [runNumber, ordinal, index],
            run,
            row: record,
            step,
            data: dataOf(messageId)(record),
            attempts: own,
            channel: channelOf(run.trigger.workflow, step.ref, own[0]?.channel),
            categories: categoriesOf(run.trigger.workflow),
          },
        ];
      })
      .reverse();
  }

  /** What was sent names its channel; what could not be sent has the one that its step names now. */
  function channelOf(workflow: string, ref: string, sent: string | undefined): LoggedMessage['channel'] {
    const step = context.workspace.get('workflow', workflow)?.value.steps.find((one) => one.ref === ref);
    const key = sent ?? (step !== undefined && isChannelStep(step) ? step.channel_key : undefined);
    if (key === undefined) return null;
    const channel = context.workspace.get('channel', key)?.value;
    if (channel === undefined) return { key, name: key, maxAttempts: null };
    return { key, name: channel.name, maxAttempts: resolvePolicy(channel.policy)?.maxAttempts ?? null };
  }

  function categoriesOf(workflow: string): string[] {
    const categories = context.workspace.get('workflow', workflow)?.value.categories;
    return Array.isArray(categories) ? categories.filter((one) => typeof one === 'string') : [];
  }

  return {
    async findRecipientRuns(filter, from, side) {
      const { found, runs, next } = await search(filter, from, side);
      const items = found.flatMap(({ runNumber, ordinal, row }) => {
        const run = runs.find(({ id }) => id === row.runId);
        return run === undefined ? [] : [{ place: [runNumber, ordinal, 0] as const, run, row }];
      });
      return { items, next };
    },
    findMessages,
    async message(id) {
      // An attempt names its run, which saves looking through all of them; the oldest one the run it belongs to.
      const { attempts } = await log.listAttempts({ messageId: id }, null, attemptLimit);
      const { items } = await findMessages({ runId: attempts.at(-1)?.runId, messageIds: [id] }, null, 'older');
      return items.find((message) => message.id === id) ?? null;
    },
    async exchange(attemptId) {
      const attempt = await log.getAttempt(attemptId);
      return attempt === null ? null : exchangeOf(attempt, redactionFor(context)(attempt));
    },
  };
}

function exchangeOf({ request, response, failure }: AttemptRecord, redaction: Redaction): LoggedExchange {
  const headers = (pairs: AttemptRecord['request']['headers']) =>
    pairs.map(([name, value]): [string, string] => [name, redaction.text(value)]);
  const body = (bytes: Uint8Array) => redaction.text(Buffer.from(bytes).toString('utf8'));
  return {
    request: {
      method: request.method,
      url: redaction.text(request.url),
      headers: headers(request.headers),
      body: body(request.body),
    },
    response:
      response === null
        ? null
        : { status: response.status, headers: headers(response.headers), body: body(response.body) },
    failure: failure === null ? null : { kind: failure.kind, detail: failure.detail },
  };
}
