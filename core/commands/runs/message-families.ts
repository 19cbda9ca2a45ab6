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
  /** Of all of them the newest; one whose request was changed only where the log has no other. */
  last: AttemptSummary;
  /** The newest that was delivered; null = none was, or only with changes: what was tried out on the way is not the message. */
  delivered: AttemptSummary | null;
  isDeliveredChanged: boolean;
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
  /** The newest whose request was changed, and the newest of these that was delivered. */
  lastChanged: AttemptSummary | null;
  deliveredChanged: AttemptSummary | null;
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
        lastChanged: null,
        deliveredChanged: null,
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
    for (const name of newestNames) one[name] = newest(one[name], other[name]);
    for (const name of ['runIds', 'claims', 'settled'] as const) for (const id of other[name]) one[name].add(id);
    for (const messageId of other.messageIds) families.set(messageId, one);
  }

  async function take(attempt: AttemptSummary): Promise<void> {
    const { messageId, runId, verdict } = attempt;
    const { formerIds, changed } = await runs.read(runId);
    const family = familyOf(messageId);
    const isChanged = changed.has(messageId);
    const last = isChanged ? 'lastChanged' : 'last';
    family[last] = newest(family[last], attempt);
    if (verdict === 'delivered') {
      const delivered = isChanged ? 'deliveredChanged' : 'delivered';
      family[delivered] = newest(family[delivered], attempt);
    }
    family.runIds.add(runId);
    family.claims.add(runId);
    if (verdict !== 'retry') family.settled.add(runId);
    const before = formerIds.get(messageId);
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
    const { messageIds: ids, delivered, lastChanged, deliveredChanged, runIds, claims, settled } = family;
    const last = family.last ?? lastChanged;
    if (last === null) continue;
    const isUnderWay = [...claims].some((id) => !settled.has(id) && runs.get(id)?.status === 'running');
    const isDeliveredChanged = delivered === null && deliveredChanged !== null;
    told.set(family, { messageIds: ids, last, delivered, isDeliveredChanged, isUnderWay, runIds });
  }
  return {
    of(messageId) {
      const family = families.get(messageId);
      return family === undefined ? undefined : told.get(family);
    },
    run: runs.get,
  };
}

const newestNames = ['last', 'delivered', 'lastChanged', 'deliveredChanged'] as const;

function newest(one: AttemptSummary | null, other: AttemptSummary | null): AttemptSummary | null {
  if (one === null || other === null) return one ?? other;
  return one.sequence > other.sequence ? one : other;
}
