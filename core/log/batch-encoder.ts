import type { AttemptRecord, RecipientRunRecord, RunRecord } from '../model/index.ts';
import { takeDetails } from './attempt-details.ts';
import { type Cell, type WriteBatch, type WriteKind, writeKinds } from './protocol.ts';

/** One caller's write, as it waits in the queue. */
export type WriteOperation =
  | { kind: 'attempts'; records: readonly AttemptRecord[] }
  | { kind: 'recipientRuns'; records: readonly RecipientRunRecord[] }
  | { kind: 'insertRun'; run: RunRecord }
  | { kind: 'updateRun'; run: RunRecord };

/** Hashes of bodies that the worker has, so that their bytes need not cross again; bounded. */
export interface KnownBodies {
  has(sha256: string): boolean;
  add(sha256: string): void;
  clear(): void;
}

export function createKnownBodies(limit: number): KnownBodies {
  const hashes = new Set<string>();
  return {
    has: (sha256) => hashes.has(sha256),
    add(sha256) {
      if (hashes.size >= limit) {
        for (const oldest of hashes) {
          hashes.delete(oldest);
          break;
        }
      }
      hashes.add(sha256);
    },
    clear: () => hashes.clear(),
  };
}

export interface BatchEncoder {
  /** Adds an operation; attempts get the sequences from `firstSequence` on. */
  add(operation: WriteOperation, firstSequence: number): void;
  finish(): WriteBatch;
}

/** Flattens write operations into one batch. Bodies are copied once, into a buffer that is the batch's own. */
export function createBatchEncoder(known: KnownBodies): BatchEncoder {
  const operations: number[] = [];
  const cells: Cell[] = [];
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;

  /** Offset of the bytes in the batch. */
  function pack(bytes: Uint8Array): number {
    const offset = sizeBytes;
    chunks.push(bytes);
    sizeBytes += bytes.length;
    return offset;
  }

  function begin(kind: WriteKind, count: number): void {
    operations.push(kind, count);
  }

  function addAttempt(record: AttemptRecord, sequence: number): void {
    const { request, response } = record;
    const { details, signedContent } = takeDetails(record);
    const isKnown = known.has(request.bodySha256);
    if (!isKnown) known.add(request.bodySha256);
    const responseBody = response?.body;
    cells.push(
      sequence,
      record.id,
      record.messageId,
      record.runId,
      record.recipientRunId,
      record.recipient,
      record.displayName,
      record.channel,
      record.stepRef,
      record.number,
      record.method,
      record.endpoint,
      record.status,
      record.failureKind,
      record.verdict,
      record.startedAtMs,
      record.durationMs,
      record.requestSizeBytes,
      record.responseSizeBytes,
      record.isSigned ? 1 : 0,
      JSON.stringify(details),
      request.bodySha256,
      isKnown ? -1 : pack(request.body),
      request.body.length,
      responseBody === undefined ? -1 : pack(responseBody),
      responseBody === undefined ? 0 : responseBody.length,
      signedContent === null ? -1 : pack(signedContent),
      signedContent === null ? 0 : signedContent.length,
    );
  }

  function addRecipientRun(record: RecipientRunRecord): void {
    cells.push(
      record.runId,
      record.ordinal,
      record.id,
      record.recipient,
      record.via,
      record.displayName,
      record.status,
      JSON.stringify({ reason: record.reason, steps: record.steps }),
      record.startedAtMs,
      record.endedAtMs,
      record.nextAttemptAtMs,
    );
  }

  return {
    add(operation, firstSequence) {
      switch (operation.kind) {
        case 'attempts':
          begin(writeKinds.attempts, operation.records.length);
          for (const [place, record] of operation.records.entries()) addAttempt(record, firstSequence + place);
          return;
        case 'recipientRuns':
          begin(writeKinds.recipientRuns, operation.records.length);
          for (const record of operation.records) addRecipientRun(record);
          return;
        case 'insertRun': {
          const { trigger, ...rest } = operation.run;
          begin(writeKinds.insertRun, 1);
          cells.push(
            rest.id,
            rest.number,
            rest.status,
            rest.startedAtMs,
            JSON.stringify(trigger),
            JSON.stringify(rest),
          );
          return;
        }
        case 'updateRun': {
          const { trigger: _, ...rest } = operation.run;
          begin(writeKinds.updateRun, 1);
          cells.push(rest.id, rest.status, rest.startedAtMs, JSON.stringify(rest));
          return;
        }
      }
    },
    finish() {
      const bytes = new Uint8Array(sizeBytes);
      let offset = 0;
      for (const chunk of chunks) {
        bytes.set(chunk, offset);
        offset += chunk.length;
      }
      return { operations, cells, bytes };
    },
  };
}
