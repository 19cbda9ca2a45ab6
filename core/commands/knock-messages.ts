import { resolvePolicy } from '../delivery/index.ts';
import type { KnockMessages, LoggedExchange, LoggedMessage, MessageFilter } from '../knock-api/index.ts';
import type { FoundRecipientRun, Redaction } from '../log/index.ts';
import { type AttemptRecord, isChannelStep, type RunRecord, recipientKey } from '../model/index.ts';
import type { EngineContext } from './engine-context.ts';
import { withExactValues } from './event-data.ts';
import { redactionFor } from './export-deliveries.ts';

/** Recipient runs that are read at once. */
const stretch = 100;

/** Messages of the environment's runs, as the log has them. */
export function knockMessages(context: EngineContext, environment: string): KnockMessages {
  const { log } = context;

  async function search(
    filter: MessageFilter,
    from: { runNumber: number; ordinal: number } | null,
    side: 'older' | 'newer',
  ): Promise<{ messages: LoggedMessage[]; last: FoundRecipientRun | null }> {
    const { recipient, messageIds = null, ...rest } = filter;
    const wanted = { ...rest, environment, messageIds, recipient: recipient && recipientKey(recipient) };
    const { found, runs } = await log.findRecipientRuns(wanted, from, side, stretch);
    const byId = new Map(runs.map((run) => [run.id, { ...run, trigger: withExactValues(run.trigger) }]));
    const messages = found.flatMap((one) => messagesOf(one, byId.get(one.row.runId)));
    const last = side === 'older' ? found.at(-1) : found[0];
    return { messages, last: found.length < stretch ? null : (last ?? null) };
  }

  /** Of one recipient, newest first. */
  function messagesOf({ row, runNumber, ordinal }: FoundRecipientRun, run: RunRecord | undefined): LoggedMessage[] {
    if (run === undefined) return [];
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
    async find(filter, from, side) {
      const place = from === null ? null : { runNumber: from[0], ordinal: from[1] };
      const { messages, last } = await search(filter, place, side);
      if (last === null) return { messages, next: null };
      // Places of its steps are all on this side of the row after it.
      const ordinal = last.ordinal + (side === 'older' ? -1 : 1);
      return { messages, next: [last.runNumber, ordinal, 0] };
    },
    async get(id) {
      // An attempt names its run, which saves looking through all of them.
      const { attempts } = await log.listAttempts({ messageId: id }, null, 1);
      const { messages } = await search({ runId: attempts[0]?.runId, messageIds: [id] }, null, 'older');
      return messages.find((message) => message.id === id) ?? null;
    },
    async exchange(attemptId) {
      const attempt = await log.getAttempt(attemptId);
      return attempt === null ? null : exchangeOf(attempt, redactionFor(context)(attempt));
    },
  };
}

function exchangeOf({ request, response, failure }: AttemptRecord, redaction: Redaction): LoggedExchange {
  const headers = (pairs: AttemptRecord['request']['headers']) =>
    pairs.map(([name, value]): [string, string] => [name, redaction.header(name, value)]);
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
