import type { AbortSignalLike, StreamItem } from '../../contract/commands.ts';
import { archiveEntry, archiveFrame, createRedaction, noRedaction, type Redaction } from '../../log/index.ts';
import {
  type AttemptFilter,
  type AttemptRecord,
  type AttemptSummary,
  responseBodyCapBytes,
} from '../../model/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { allSecretValues, secretsInAttempt } from '../secrets/secret-finder.ts';

/** What is in one file is bounded: whoever opens it holds all of it in memory. */
const attemptLimit = 100_000;
const bodyLimitBytes = 256 * 1024 * 1024;
const pageSize = 500;
/** In UTF-16 units: what is written goes out in pieces of this length at least. */
const pieceLength = 128 * 1024;

type ArchivePiece = StreamItem<'deliveries.export'>;
type FoundAttempt = Pick<AttemptSummary, 'id' | 'runId' | 'startedAtMs'>;

/**
 * The attempts that a filter finds as an HTTP archive, by the time they began, in pieces that make its text when they are joined:
 * the newest of them when there are more than it may hold. Without `withSecrets` the values of all environments' secrets are
 * replaced wherever they stand.
 */
export async function* exportDeliveries(
  context: EngineContext,
  filter: AttemptFilter,
  withSecrets: boolean,
  signal: AbortSignalLike,
): AsyncGenerator<ArchivePiece, void, undefined> {
  const found = await newest(context, filter, signal);
  const redactionOf = withSecrets ? noRedaction : redactionFor(context);
  const frame = archiveFrame({ name: 'Hookbench', version: context.appVersion });
  const numbers = new Map<string, number | null>();
  const matching = Math.max(await context.log.countAttempts(filter), found.length);
  let text = frame.begin;
  let written = 0;
  let removed = 0;
  const piece = (): ArchivePiece => ({ text, written, count: found.length - removed, total: matching - removed });
  yield { ...piece(), text: '' };
  for (const { id, runId } of found) {
    const attempt = await context.log.getAttempt(id);
    if (attempt === null) {
      removed += 1;
      continue;
    }
    if (!numbers.has(runId)) numbers.set(runId, (await context.log.getRun(runId))?.number ?? null);
    const entry = archiveEntry({ attempt, runNumber: numbers.get(runId) ?? null }, redactionOf(attempt));
    text += written === 0 ? entry : `,${entry}`;
    written += 1;
    if (text.length < pieceLength) continue;
    yield piece();
    text = '';
  }
  text += frame.end;
  yield piece();
}

/** Oldest first: those that fit, or one that does not. */
async function newest(
  { log }: Pick<EngineContext, 'log'>,
  filter: AttemptFilter,
  signal: AbortSignalLike,
): Promise<FoundAttempt[]> {
  const found: FoundAttempt[] = [];
  let bytes = 0;
  let before: number | null = null;
  const isFull = (): boolean => found.length === attemptLimit || (bytes > bodyLimitBytes && found.length > 0);
  for (let hasMore = true; hasMore && !isFull() && !signal.aborted; ) {
    const page = await log.listAttempts(filter, before, pageSize);
    for (const { id, sequence, runId, startedAtMs, requestSizeBytes, responseSizeBytes } of page.attempts) {
      before = sequence;
      bytes += requestSizeBytes + Math.min(responseSizeBytes ?? 0, responseBodyCapBytes);
      if (isFull()) break;
      found.push({ id, runId, startedAtMs });
    }
    hasMore = page.hasMore;
  }
  return found.sort((one, other) => one.startedAtMs - other.startedAtMs);
}

/** For one attempt after another. */
export function redactionFor(context: EngineContext): (attempt: AttemptRecord) => Redaction {
  const values = allSecretValues(context);
  return (attempt) => createRedaction(secretsInAttempt(context, values, attempt));
}
