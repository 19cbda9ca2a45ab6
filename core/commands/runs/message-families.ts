import type { LogStore } from '../../log/index.ts';
import type { AttemptSummary, RunRecord } from '../../model/index.ts';
import { resentMessageId } from './message-origins.ts';
import { readResendsOfRuns } from './resends-of-runs.ts';

/**
 * A message and all that was sent again of it: by its own id, and as new messages, which have ids of their own. What it says
 * is what the log has of any run.
 */
export interface MessageFamily {
  messageIds: string[];
  /** Of all of them the newest. */
  last: AttemptSummary;
  /** The newest that was delivered; null = none was. */
  delivered: AttemptSummary | null;
  /** A run will send it, or try it again. */
  isUnderWay: boolean;
  /** Runs that it was sent in. */
  runIds: ReadonlySet<string>;
}

export interface MessageFamilies {
  of(messageId: string): MessageFamily | undefined;
  /** Any that one of the families was sent in. */
  run(runId: string): RunRecord | undefined;
}

interface Gathered {
  messageIds: string[];
  last: AttemptSummary | null;
  delivered: AttemptSummary | null;
  runIds: Set<string>;
  /** Runs that had or have it to send. */
  claims: Set<string>;
  /** Runs that are done with it. */
  settled: Set<string>;
}

/** Gathers from the log what became of messages, in whichever runs they were sent and sent again. */
export async function gatherFamilies(log: LogStore, messageIds: Iterable<string>): Promise<MessageFamilies> {
  const families = new Map<string, Gathered>();
  const runs = readResendsOfRuns(log);
  /** Ids that a family has, and whose attempts are not known yet. */
  let unread: string[] = [];

  function familyOf(messageId: string): Gathered {
    let family = families.get(messageId);
    if (family === undefined) {
      family = {
        messageIds: [messageId],
        last: null,
        delivered: null,
        runIds: new Set(),
        claims: new Set(),
        settled: new Set(),
      };
      families.set(messageId, family);
      unread.push(messageId);
    }
    return family;
  }

  function join(oneId: string, otherId: string): void {
    const [one, other] = [familyOf(oneId), familyOf(otherId)];
    if (one === other) return;
    one.messageIds.push(...other.messageIds);
    one.last = newest(one.last, other.last);
    one.delivered = newest(one.delivered, other.delivered);
    for (const name of ['runIds', 'claims', 'settled'] as const) for (const id of other[name]) one[name].add(id);
    for (const messageId of other.messageIds) families.set(messageId, one);
  }

  async function take(attempt: AttemptSummary): Promise<void> {
    const { messageId, runId, verdict } = attempt;
    const family = familyOf(messageId);
    family.last = newest(family.last, attempt);
    if (verdict === 'delivered') family.delivered = newest(family.delivered, attempt);
    family.runIds.add(runId);
    family.claims.add(runId);
    if (verdict !== 'retry') family.settled.add(runId);
    const sentAs = await runs.read(runId);
    const before = sentAs.get(messageId);
    if (before !== undefined) join(messageId, before);
    for (const { run, message } of runs.sentAgainIn(attempt.id)) {
      familyOf(messageId).claims.add(run.id);
      if (run.trigger.resend !== undefined)
        join(messageId, resentMessageId(run.id, run.trigger.resend, message, attempt));
    }
  }

  for (const messageId of messageIds) familyOf(messageId);
  while (unread.length > 0) {
    const wanted = unread;
    unread = [];
    for await (const page of log.messageAttempts(wanted)) for (const attempt of page) await take(attempt);
  }

  const told = new Map<Gathered, MessageFamily>();
  for (const family of new Set(families.values())) {
    const { messageIds: ids, last, delivered, runIds, claims, settled } = family;
    if (last === null) continue;
    const isUnderWay = [...claims].some((id) => !settled.has(id) && runs.get(id)?.status === 'running');
    told.set(family, { messageIds: ids, last, delivered, isUnderWay, runIds });
  }
  return {
    of(messageId) {
      const family = families.get(messageId);
      return family === undefined ? undefined : told.get(family);
    },
    run: runs.get,
  };
}

function newest(one: AttemptSummary | null, other: AttemptSummary | null): AttemptSummary | null {
  if (one === null || other === null) return one ?? other;
  return one.sequence > other.sequence ? one : other;
}
