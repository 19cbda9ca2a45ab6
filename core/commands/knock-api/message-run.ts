import type { LogStore } from '../../log/index.ts';
import {
  type JsonObject,
  mergeExact,
  type RecipientRunRecord,
  type RunRecord,
  recipientKey,
  recipientReferenceOf,
} from '../../model/index.ts';
import { withExactValues } from '../event-types/event-data.ts';
import { messageOrigins } from '../runs/message-origins.ts';

type DataOfRecipient = (row: Pick<RecipientRunRecord, 'recipient' | 'via'>) => JsonObject;

/** A run as its messages show it. */
export interface MessageRun {
  run: RunRecord;
  /** The data that a message was made of: of the trigger that made it, as long as the log has its run. */
  dataOf: (messageId: string) => DataOfRecipient;
  /**
   * What is sent again is the same message, and belongs to the run that it was first sent in: for as long as that is there,
   * the run that repeats it has none of its own.
   */
  isRepeat: (messageId: string) => boolean;
  /** Attempts of its messages by which they were sent again. */
  resent: ReadonlySet<string>;
}

export async function readMessageRun(log: LogStore, stored: RunRecord): Promise<MessageRun> {
  const run = { ...stored, trigger: withExactValues(stored.trigger) };
  const origins = messageOrigins(run);
  const made = new Map<string, DataOfRecipient>();
  for (const id of new Set(origins.values())) {
    const trigger = (await log.getRun(id))?.trigger;
    if (trigger !== undefined) made.set(id, dataOfRecipients(withExactValues(trigger)));
  }
  const own = dataOfRecipients(run.trigger);
  const resends = await log.resendsOf(run.id);
  const resent = resends.flatMap(({ trigger }) => trigger.resend?.messages ?? []).map(({ attemptId }) => attemptId);
  return {
    run,
    dataOf: (messageId) => made.get(origins.get(messageId) ?? '') ?? own,
    isRepeat: await repeatsOf(log, run, (originId) => made.has(originId)),
    resent: new Set(resent),
  };
}

async function repeatsOf(
  log: LogStore,
  { trigger: { resend } }: RunRecord,
  isThere: (originId: string) => boolean,
): Promise<MessageRun['isRepeat']> {
  if (resend === undefined || resend.signature === 'afresh-new-id') return () => false;
  const isOwnThere = (await log.getRun(resend.runId)) !== null;
  const firsts = new Set<string>();
  for (const { attemptId, origin } of resend.messages) {
    // One whose origin is gone may have been sent again between, in a run that is still there.
    const isFirst = origin !== undefined && !isThere(origin.runId) && (await log.getAttempt(attemptId)) === null;
    if (isFirst) firsts.add(origin.messageId);
  }
  const hasOrigins = resend.messages.some(({ origin }) => origin !== undefined);
  return (messageId) => (hasOrigins ? !firsts.has(messageId) : isOwnThere);
}

/** Whom the trigger names directly may have data of its own (`$trigger_data`); of a recipient named twice the first counts. */
function dataOfRecipients({ recipients, data }: RunRecord['trigger']): DataOfRecipient {
  const own = new Map<string, JsonObject>();
  for (const named of recipients) {
    const key = recipientKey(recipientReferenceOf(named));
    // A loose object's other fields are JSON.
    if (!own.has(key)) own.set(key, typeof named === 'string' ? {} : ((named.$trigger_data ?? {}) as JsonObject));
  }
  return ({ recipient, via }) => {
    const over = via === null ? own.get(recipient) : undefined;
    return over === undefined || Object.keys(over).length === 0 ? data : mergeExact(data, over);
  };
}
