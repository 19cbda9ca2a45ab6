import type { CommandInput, CommandOutput } from '../../contract/commands.ts';
import type { LogStore } from '../../log/index.ts';
import { type AttemptFilter, recoverableLimit, resendLimit } from '../../model/index.ts';
import { lastWord } from '../runs/last-word.ts';
import { gatherFamilies, type MessageFamilies, type MessageFamily } from '../runs/message-families.ts';

const pageSize = 500;

type Recoverable = CommandOutput<'deliveries.recoverable'>;
type Sendable = { family: MessageFamily; outcome: 'undelivered' | 'stopped' };

/** Messages that attempts found by a filter are of, over all runs, as far as they can be sent again. */
export async function recoverableMessages(
  log: LogStore,
  { filter, outcomes, environment }: CommandInput<'deliveries.recoverable'>,
): Promise<Recoverable> {
  const { messageIds, isCut } = await matchingMessages(log, filter);
  const families = await gatherFamilies(log, messageIds);
  const leftOut = { delivered: 0, deliveredAgain: 0, underWay: 0 };
  const byEnvironment = new Map<string, Sendable[]>();
  for (const family of new Set([...messageIds].flatMap((id) => families.of(id) ?? []))) {
    if (family.delivered !== null)
      leftOut[isSentAgain(families, family.delivered.runId) ? 'deliveredAgain' : 'delivered'] += 1;
    else if (family.isUnderWay) leftOut.underWay += 1;
    else {
      const key = families.run(family.last.runId)?.trigger.environment;
      const outcome = lastWord(family.last);
      if (key === undefined || outcome === 'delivered') continue;
      const own = byEnvironment.get(key) ?? [];
      byEnvironment.set(key, own);
      own.push({ family, outcome });
    }
  }
  const environments = [...byEnvironment].map(([key, own]) => ({ key, messages: own.length }));
  const chosen = (environments.find(({ key }) => key === environment) ?? environments[0])?.key ?? null;
  const own = (chosen === null ? undefined : byEnvironment.get(chosen)) ?? [];
  const wanted = own
    .filter(({ outcome }) => outcomes.includes(outcome))
    .sort((one, other) => one.family.last.sequence - other.family.last.sequence);
  const sent = wanted.slice(0, resendLimit).map(({ family }) => family);
  return {
    environment: chosen,
    environments,
    attemptIds: sent.map(({ last }) => last.id),
    more: wanted.length - sent.length,
    runs: new Set(sent.map(({ last }) => last.runId)).size,
    sentBefore: sent.filter(({ runIds, isDeliveredChanged }) => runIds.size > 1 && !isDeliveredChanged).length,
    deliveredChanged: sent.filter(({ isDeliveredChanged }) => isDeliveredChanged).length,
    counts: {
      undelivered: own.filter(({ outcome }) => outcome === 'undelivered').length,
      stopped: own.filter(({ outcome }) => outcome === 'stopped').length,
    },
    leftOut,
    isCut,
  };
}

/** Of the newest attempts, as many messages as are looked at. */
async function matchingMessages(
  log: LogStore,
  filter: AttemptFilter,
): Promise<{ messageIds: ReadonlySet<string>; isCut: boolean }> {
  const messageIds = new Set<string>();
  let before: number | null = null;
  for (;;) {
    const page = await log.listAttempts(filter, before, pageSize);
    for (const { messageId, sequence } of page.attempts) {
      if (messageIds.size === recoverableLimit && !messageIds.has(messageId)) return { messageIds, isCut: true };
      messageIds.add(messageId);
      before = sequence;
    }
    if (!page.hasMore) return { messageIds, isCut: false };
  }
}

function isSentAgain(families: MessageFamilies, runId: string): boolean {
  return families.run(runId)?.trigger.resend !== undefined;
}
