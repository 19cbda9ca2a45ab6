import { createAttemptJson } from './attempt-json.ts';
import { createBatchEncoder, type WriteOperation } from './batch-encoder.ts';
import { createBodyBook } from './body-book.ts';
import type { LogRequestName, LogRequests, WriteBatch } from './protocol.ts';
import { commandError, type WorkerLink } from './worker-link.ts';

const maxRowsPerBatch = 1000;
const maxBytesPerBatch = 8 * 1024 * 1024;
const rememberedBodies = 4096;
const largestExpectedEntry = 4096;

type Entry =
  | {
      kind: 'write';
      operation: WriteOperation;
      rows: number;
      resolve: (firstSequence: number) => void;
      reject: (error: unknown) => void;
    }
  | { kind: 'alone'; run: () => Promise<void> };

type WriteEntry = Extract<Entry, { kind: 'write' }>;

/** Writes in the order they came, many to a transaction: while one batch is being committed the next one gathers. */
export interface WriteQueue {
  /** Resolves after COMMIT with the sequence of the operation's first attempt. */
  write(operation: WriteOperation): Promise<number>;
  /** A request that changes the log by itself: nothing is written beside it, and the bodies it may remove are forgotten. */
  alone<N extends LogRequestName>(name: N, input: LogRequests[N]['input']): Promise<LogRequests[N]['output']>;
  /** Resolves when everything queued so far is settled. */
  drain(): Promise<void>;
}

export function createWriteQueue(link: WorkerLink): WriteQueue {
  const bodies = createBodyBook(link.lastBody, rememberedBodies);
  const json = createAttemptJson();
  let queue: Entry[] = [];
  let lastSequence = link.lastSequence;
  /** Of the batch before, with some room: entries of one run are alike. */
  let lastEntryBytes = 0;
  let isBusy = false;

  function wake(): void {
    if (isBusy) return;
    isBusy = true;
    // Everything that the current turn of the event loop appends goes into the first batch.
    setImmediate(() => void work());
  }

  async function work(): Promise<void> {
    while (queue.length > 0) {
      const first = queue[0];
      if (first?.kind === 'alone') {
        queue.shift();
        bodies.clear();
        await first.run();
      } else {
        await commit(takeBatch());
      }
    }
    isBusy = false;
  }

  function takeBatch(): WriteEntry[] {
    const taken: WriteEntry[] = [];
    let rows = 0;
    let sizeBytes = 0;
    for (const entry of queue) {
      if (entry.kind === 'alone') break;
      const entryBytes = sizeOf(entry.operation);
      if (taken.length > 0 && (rows + entry.rows > maxRowsPerBatch || sizeBytes + entryBytes > maxBytesPerBatch)) break;
      taken.push(entry);
      rows += entry.rows;
      sizeBytes += entryBytes;
    }
    queue = queue.slice(taken.length);
    return taken;
  }

  async function commit(entries: readonly WriteEntry[]): Promise<void> {
    try {
      const encoder = createBatchEncoder(bodies, json, entries.length * lastEntryBytes);
      const written = entries.map(({ operation }) => {
        const firstSequence = lastSequence + 1;
        if (operation.kind === 'attempts') lastSequence += operation.records.length;
        return { firstSequence, part: encoder.add(operation, firstSequence) };
      });
      const batch = encoder.finish();
      lastEntryBytes = Math.min(largestExpectedEntry, Math.ceil((batch.bytes.length * 1.25) / entries.length));
      const refusals = await link.request('write', batch, buffersOf(batch));
      if (refusals.length > 0) bodies.clear();
      const refused = new Map(refusals);
      for (const [place, { firstSequence, part }] of written.entries()) {
        const failure = refused.get(part);
        if (failure === undefined) entries[place]?.resolve(firstSequence);
        else entries[place]?.reject(commandError(failure));
      }
    } catch (error) {
      // Nothing of the batch is in the log, its bodies included.
      bodies.clear();
      for (const entry of entries) entry.reject(error);
    }
  }

  function alone<N extends LogRequestName>(name: N, input: LogRequests[N]['input']): Promise<LogRequests[N]['output']> {
    return new Promise((resolve, reject) => {
      queue.push({ kind: 'alone', run: () => link.request(name, input).then(resolve, reject) });
      wake();
    });
  }

  return {
    write: (operation) =>
      new Promise((resolve, reject) => {
        queue.push({ kind: 'write', operation, rows: rowsOf(operation), resolve, reject });
        wake();
      }),
    alone,
    drain: () =>
      new Promise((resolve) => {
        queue.push({
          kind: 'alone',
          run: async () => resolve(),
        });
        wake();
      }),
  };
}

function buffersOf({ parts, bytes }: WriteBatch): ArrayBuffer[] {
  const buffers = [bytes.buffer];
  for (const part of parts) if ('rows' in part) buffers.push(part.rows.buffer);
  return buffers;
}

function rowsOf(operation: WriteOperation): number {
  return 'records' in operation ? operation.records.length : 1;
}

/** Bytes that the operation may bring; a rough bound, to keep one batch from growing without end. */
function sizeOf(operation: WriteOperation): number {
  if (operation.kind !== 'attempts') return 0;
  let sizeBytes = 0;
  for (const { request, response } of operation.records) {
    sizeBytes += request.body.length + (response?.body.length ?? 0);
  }
  return sizeBytes;
}
