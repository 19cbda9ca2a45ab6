import { type ArchivedAttempt, archiveOf, createRedaction, noRedaction, type Redaction } from '../../log/index.ts';
import type { AttemptFilter, AttemptRecord } from '../../model/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { allSecretValues, secretsInAttempt } from '../secrets/secret-finder.ts';

/** An archive is one text, made and handed over whole. */
const attemptLimit = 1000;
const bodyLimitBytes = 24 * 1024 * 1024;
const pageSize = 200;

/**
 * The attempts that a filter finds as an HTTP archive: the newest of them when there are more than it may hold. Without
 * `withSecrets` the values of all environments' secrets are replaced wherever they stand.
 */
export async function exportDeliveries(
  context: EngineContext,
  filter: AttemptFilter,
  withSecrets: boolean,
): Promise<{ text: string; count: number; total: number }> {
  const redactions = new Map<AttemptRecord, Redaction>();
  const redactionOf = withSecrets ? noRedaction : redactionFor(context);
  // To look for secrets in all of them at once would hold up the engine: it is done as they are read, one by one.
  const found = await newest(context, filter, (attempt) => redactions.set(attempt, redactionOf(attempt)));
  const total = Math.max(await context.log.countAttempts(filter), found.length);
  const creator = { name: 'Hookbench', version: context.appVersion };
  const text = archiveOf(found, creator, (attempt) => redactions.get(attempt) ?? redactionOf(attempt));
  return { text, count: found.length, total };
}

async function newest(
  { log }: Pick<EngineContext, 'log'>,
  filter: AttemptFilter,
  onRead: (attempt: AttemptRecord) => void,
): Promise<ArchivedAttempt[]> {
  const found: ArchivedAttempt[] = [];
  const numbers = new Map<string, number | null>();
  let bytes = 0;
  let before: number | null = null;
  for (;;) {
    const page = await log.listAttempts(filter, before, pageSize);
    for (const { id, sequence, runId } of page.attempts) {
      before = sequence;
      const attempt = await log.getAttempt(id);
      if (attempt === null) continue;
      bytes += attempt.request.body.byteLength + (attempt.response?.body.byteLength ?? 0);
      if (found.length === attemptLimit || (bytes > bodyLimitBytes && found.length > 0)) return found;
      if (!numbers.has(runId)) numbers.set(runId, (await log.getRun(runId))?.number ?? null);
      onRead(attempt);
      found.push({ attempt, runNumber: numbers.get(runId) ?? null });
    }
    if (!page.hasMore) return found;
  }
}

/** For one attempt after another. */
export function redactionFor(context: EngineContext): (attempt: AttemptRecord) => Redaction {
  const values = allSecretValues(context);
  return (attempt) => createRedaction(secretsInAttempt(context, values, attempt));
}
