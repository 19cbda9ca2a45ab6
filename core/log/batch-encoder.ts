import type { NewAttempt, RecipientRunRecord, RunRecord } from '../model/index.ts';
import { type AttemptJson, createAttemptJson } from './attempt-json.ts';
import { type BodyBook, bodyName } from './body-book.ts';
import { createByteWriter } from './byte-writer.ts';
import { attemptCells, recipientRunCells, type WriteBatch, type WritePart } from './protocol.ts';
import { createRowWriter, type RowWriter } from './row-cells.ts';
import { partsAroundBody } from './stored-attempt.ts';
import { textHash } from './text-hash.ts';

/** One caller's write, as it waits in the queue. All records of one are of one run. */
export type WriteOperation =
  | { kind: 'attempts'; records: readonly NewAttempt[] }
  | { kind: 'recipientRuns'; records: readonly RecipientRunRecord[] }
  | { kind: 'insertRun'; run: RunRecord }
  | { kind: 'updateRun'; run: RunRecord };

export interface BatchEncoder {
  /** Adds an operation; attempts get the sequences from `firstSequence` on. Gives the part of the batch it went to. */
  add(operation: WriteOperation, firstSequence: number): number;
  finish(): WriteBatch;
}

/** Rows of one run, gathered from as many operations as brought some. */
type OpenPart =
  | { kind: 'attempts'; runId: string; endpoints: Map<string, number>; rows: RowWriter }
  | { kind: 'recipientRuns'; runId: string; rows: RowWriter }
  | Extract<WritePart, { kind: 'insertRun' | 'updateRun' }>;

/**
 * Turns write operations into one batch: per run and kind of row a table of numbers, which SQLite takes apart itself,
 * and one buffer of the batch's own for all texts and bodies, to which the rows point. So thousands of values cross the
 * thread as two.
 *
 * Rows of different kinds do not depend on each other, so they are gathered by kind; runs keep their order among them:
 * a run is inserted before its first row, and updated after those that came before.
 */
export function createBatchEncoder(
  book: BodyBook,
  json: AttemptJson = createAttemptJson(),
  expectedBytes = 0,
): BatchEncoder {
  const parts: OpenPart[] = [];
  const open = new Map<string, number>();
  const writer = createByteWriter(expectedBytes);
  const created: [id: number, offset: number, length: number][] = [];
  const uses = new Map<number, number>();

  /** Id of the bytes; null for empty ones, which need no row. */
  function keep(bytes: Uint8Array, name: string): number | null {
    if (bytes.length === 0) return null;
    let id = book.find(name);
    if (id === undefined) {
      id = book.create(name);
      created.push([id, writer.offset(), bytes.length]);
      writer.bytes(bytes);
    }
    uses.set(id, (uses.get(id) ?? 0) + 1);
    return id;
  }

  /** Of the run met last; an operation after that of another run begins with a look at `open`. */
  let openRunId: string | null = null;
  const places = { attempts: -1, recipientRuns: -1 };

  function placeOf(kind: 'attempts' | 'recipientRuns', runId: string): number {
    if (runId !== openRunId) {
      openRunId = runId;
      places.attempts = open.get(`attempts ${runId}`) ?? -1;
      places.recipientRuns = open.get(`recipientRuns ${runId}`) ?? -1;
    }
    if (places[kind] < 0) {
      places[kind] = parts.length;
      open.set(`${kind} ${runId}`, parts.length);
      parts.push(
        kind === 'attempts'
          ? { kind, runId, endpoints: new Map(), rows: createRowWriter(attemptCells) }
          : { kind, runId, rows: createRowWriter(recipientRunCells) },
      );
    }
    return places[kind];
  }

  function partOf<K extends 'attempts' | 'recipientRuns'>(
    kind: K,
    runId: string,
  ): { place: number; part: Extract<OpenPart, { kind: K }> } {
    const place = placeOf(kind, runId);
    // The place was found by the kind, so the part is of it.
    return { place, part: parts[place] as Extract<OpenPart, { kind: K }> };
  }

  function addAttempt(attempt: NewAttempt, sequence: number): number {
    const { place, part } = partOf('attempts', attempt.runId);
    const { endpoints } = part;
    const { request, response, signature } = attempt;
    let endpoint = endpoints.get(attempt.endpoint);
    if (endpoint === undefined) {
      endpoint = endpoints.size;
      endpoints.set(attempt.endpoint, endpoint);
    }
    const around = signature === null ? null : partsAroundBody(signature.signedContent, request.body);
    const requestBody = keep(request.body, request.bodySha256);
    const responseBody = response === null ? null : keep(response.body, bodyName(response.body));
    const content = signature === null || around !== null ? null : signature.signedContent;
    const signedContent = content === null ? null : keep(content, bodyName(content));
    const offset = writer.offset();
    const summarySize = writer.text(json.summary(attempt));
    const detailsSize = writer.text(json.details(attempt, around));
    part.rows.add([
      sequence,
      attempt.ordinal,
      attempt.number,
      endpoint,
      attempt.status,
      attempt.failureKind,
      attempt.verdict,
      attempt.startedAtMs,
      Math.ceil(attempt.startedAtMs + attempt.durationMs),
      textHash(attempt.messageId),
      textHash(attempt.recipient),
      requestBody,
      responseBody,
      signedContent,
      offset + 1,
      summarySize,
      offset + summarySize + 1,
      detailsSize,
    ]);
    return place;
  }

  function addRecipientRun(record: RecipientRunRecord): number {
    const { place, part } = partOf('recipientRuns', record.runId);
    const offset = writer.offset();
    const size = writer.text(json.recipientRun(record));
    part.rows.add([record.ordinal, record.status, offset + 1, size]);
    return place;
  }

  return {
    add(operation, firstSequence) {
      let nextSequence = firstSequence;
      switch (operation.kind) {
        case 'attempts': {
          let place = -1;
          for (const record of operation.records) place = addAttempt(record, nextSequence++);
          return place;
        }
        case 'recipientRuns': {
          let place = -1;
          for (const record of operation.records) place = addRecipientRun(record);
          return place;
        }
        case 'insertRun':
        case 'updateRun':
          open.clear();
          openRunId = null;
          parts.push(operation);
          return parts.length - 1;
      }
    },
    finish() {
      const isNew = new Set(created.map(([id]) => id));
      return {
        parts: parts.map(closed),
        createdBodies: JSON.stringify(created.map(([id, offset, length]) => [id, uses.get(id), offset + 1, length])),
        usedBodies: JSON.stringify([...uses].filter(([id]) => !isNew.has(id))),
        bytes: writer.finish(),
      };
    },
  };
}

function closed(part: OpenPart): WritePart {
  switch (part.kind) {
    case 'attempts': {
      const { kind, runId, endpoints, rows } = part;
      return { kind, runId, endpoints: [...endpoints.keys()], rows: rows.finish() };
    }
    case 'recipientRuns':
      return { ...part, rows: part.rows.finish() };
    default:
      return part;
  }
}
