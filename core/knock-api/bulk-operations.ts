import type { InTurn, JsonObject } from '../model/index.ts';
import { ApiError, apiErrorOf } from './api-error.ts';
import { isoTime } from './iso-time.ts';
import type { KnockApiPorts, KnockData } from './ports.ts';

/** Finished operations that can still be asked for; older ones are forgotten. */
const keptFinished = 100;
/** Each holds what its call brought along; a call on top waits for its answer until one of them has ended. */
const maxUnfinished = 8;
/** Sentences about one operation. */
const maxNotes = 10;

/** What one of many things is known by; a user is of no collection. */
export interface BulkRow {
  id: string;
  collection: string | null;
}

export interface BulkWork<E> {
  /** Such as `users.bulk.identify`. */
  name: string;
  entries: readonly E[];
  rowOf(entry: E): BulkRow;
  /**
   * Begins in the operation's turn. `take` prepares an entry, and throws an `ApiError` for one that cannot be used, which
   * does not keep the others back. `write` stores all that were taken, in one step.
   */
  begin(
    data: KnockData,
    note: (sentence: string) => void,
  ): { take(entry: E, index: number): void; write(): Promise<unknown> };
}

interface Operation {
  id: string;
  name: string;
  status: 'queued' | 'processing' | 'completed' | 'failed';
  rowCount: number;
  processedCount: number;
  errorItems: (BulkRow & { message: string })[];
  failure: ApiError | null;
  insertedAtMs: number;
  startedAtMs: number | null;
  endedAtMs: number | null;
  notes: string[];
}

/** Sets of changes that are made after their call has been answered, one set after the other (knock.md 1.2). */
export interface BulkOperations {
  /** Resolves with the operation as it is once it waits for its turn. */
  start<E>(work: BulkWork<E>): Promise<JsonObject>;
  /** As it is now, and what there is to say about it; null = there is none with this id, or none any more. */
  get(id: string): { operation: JsonObject; notes: readonly string[] } | null;
  /** Takes no others; resolves once those that there are have ended. */
  close(): Promise<void>;
}

export function createBulkOperations(ports: KnockApiPorts, inTurn: InTurn, baseUrl: () => string): BulkOperations {
  const unfinished = new Map<string, { operation: Operation; ended: Promise<void> }>();
  const finished = new Map<string, Operation>();
  let isClosed = false;
  const oneEnded = () => Promise.race(Array.from(unfinished.values(), ({ ended }) => ended));

  async function run<E>(operation: Operation, work: BulkWork<E>): Promise<void> {
    operation.status = 'processing';
    operation.startedAtMs = ports.nowMs();
    const { take, write } = work.begin(ports.data(), (sentence) => {
      if (operation.notes.length < maxNotes) operation.notes.push(sentence);
    });
    const errorItems: Operation['errorItems'] = [];
    for (const [index, entry] of work.entries.entries()) {
      try {
        take(entry, index);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        errorItems.push({ ...work.rowOf(entry), message: error.message });
      }
    }
    await write();
    // Only what is on disk counts as done.
    operation.errorItems = errorItems;
    operation.processedCount = work.entries.length;
  }

  async function end<E>(operation: Operation, work: BulkWork<E>): Promise<void> {
    try {
      await inTurn(() => run(operation, work));
      operation.status = 'completed';
    } catch (error) {
      operation.status = 'failed';
      operation.failure = apiErrorOf(error);
    }
    operation.endedAtMs = ports.nowMs();
    unfinished.delete(operation.id);
    finished.set(operation.id, operation);
    const [oldest] = finished.keys();
    if (finished.size > keptFinished && oldest !== undefined) finished.delete(oldest);
  }

  return {
    async start<E>(work: BulkWork<E>) {
      while (unfinished.size >= maxUnfinished) await oneEnded();
      if (isClosed) throw new ApiError(503, 'unavailable', 'The Knock API has been switched off meanwhile.');
      const operation: Operation = {
        id: ports.newId(),
        name: work.name,
        status: 'queued',
        rowCount: work.entries.length,
        processedCount: 0,
        errorItems: [],
        failure: null,
        insertedAtMs: ports.nowMs(),
        startedAtMs: null,
        endedAtMs: null,
        notes: [],
      };
      const queued = operationJson(operation, baseUrl());
      unfinished.set(operation.id, { operation, ended: end(operation, work) });
      return queued;
    },
    get(id) {
      const operation = unfinished.get(id)?.operation ?? finished.get(id);
      if (operation === undefined) return null;
      return { operation: operationJson(operation, baseUrl()), notes: notesOf(operation) };
    },
    async close() {
      isClosed = true;
      while (unfinished.size > 0) await oneEnded();
    },
  };
}

function operationJson(operation: Operation, baseUrl: string): JsonObject {
  const { id, name, status, rowCount, processedCount, errorItems, failure } = operation;
  const { insertedAtMs, startedAtMs, endedAtMs } = operation;
  const endedAt = endedAtMs === null ? null : isoTime(endedAtMs);
  return {
    __typename: 'BulkOperation',
    id,
    name,
    status,
    estimated_total_rows: rowCount,
    processed_rows: processedCount,
    success_count: processedCount - errorItems.length,
    error_count: errorItems.length,
    error_items: errorItems.map((item) => ({ ...item })),
    progress_path: `${baseUrl}/v1/bulk_operations/${id}`,
    started_at: startedAtMs === null ? null : isoTime(startedAtMs),
    completed_at: status === 'completed' ? endedAt : null,
    failed_at: status === 'failed' ? endedAt : null,
    ...(failure === null ? {} : { error: { code: failure.code, message: failure.message } }),
    inserted_at: isoTime(insertedAtMs),
    updated_at: isoTime(endedAtMs ?? startedAtMs ?? insertedAtMs),
  };
}

/** Rows that are named one by one; of more it is told how many. */
const namedErrors = 3;

function notesOf({ errorItems, failure, notes }: Operation): string[] {
  const named = errorItems.slice(0, namedErrors).map(({ id, message }) => `"${id}" was left out: ${message}`);
  const more = errorItems.length - named.length;
  return [
    ...(failure === null ? [] : [`Nothing of it was done: ${failure.message}`]),
    ...named,
    ...(more === 0 ? [] : [`So were ${more} more, see "error_items".`]),
    ...notes,
  ];
}
