import type { AttemptWriter } from './attempt-writer.ts';
import type { LogDatabase } from './log-database.ts';
import { describeFailure, isConstraint, RefusedWrite } from './log-failure.ts';
import { rowWidths, type WriteBatch, type WriteKind, type WriteRefusals, writeKinds } from './protocol.ts';
import type { RecipientRunTable } from './recipient-run-table.ts';
import type { RunTable } from './run-table.ts';

export interface WriterTables {
  runs: RunTable;
  recipientRuns: RecipientRunTable;
  attempts: AttemptWriter;
}

interface Operation {
  kind: WriteKind;
  count: number;
  start: number;
}

/**
 * Commits a batch in one transaction. When one of its operations is refused, each is committed on its own, so that a
 * bad one takes no other with it; the refused ones are told by their place. A failing disk fails the whole batch.
 */
export function writeBatch(
  database: LogDatabase,
  tables: WriterTables,
  batch: WriteBatch,
  file: string,
): WriteRefusals {
  const operations = operationsOf(batch);
  try {
    inTransaction(database, tables, batch, operations);
    return [];
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  const refusals: WriteRefusals = [];
  for (const [place, operation] of operations.entries()) {
    try {
      inTransaction(database, tables, batch, [operation]);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refusals.push([place, describeFailure(error, file)]);
    }
  }
  return refusals;
}

function isRefusal(error: unknown): boolean {
  return error instanceof RefusedWrite || isConstraint(error);
}

function operationsOf(batch: WriteBatch): Operation[] {
  const operations: Operation[] = [];
  let start = 0;
  for (let place = 0; place < batch.operations.length; place += 2) {
    // The encoder writes kind and count in turn.
    const kind = batch.operations[place] as WriteKind;
    const count = batch.operations[place + 1] ?? 0;
    operations.push({ kind, count, start });
    start += count * rowWidths[kind];
  }
  return operations;
}

function inTransaction(
  database: LogDatabase,
  tables: WriterTables,
  batch: WriteBatch,
  operations: readonly Operation[],
): void {
  try {
    database.transaction(() => {
      for (const operation of operations) apply(tables, batch, operation);
      tables.recipientRuns.flush();
      tables.attempts.flush();
    });
  } catch (error) {
    tables.recipientRuns.forget();
    tables.attempts.forget();
    tables.runs.forget();
    throw error;
  }
}

function apply(tables: WriterTables, batch: WriteBatch, { kind, count, start }: Operation): void {
  const width = rowWidths[kind];
  for (let row = 0; row < count; row += 1) {
    const first = start + row * width;
    if (kind === writeKinds.attempts) {
      tables.attempts.add(batch, first);
      continue;
    }
    const cells = batch.cells.slice(first, first + width);
    if (kind === writeKinds.insertRun) tables.runs.insert(cells);
    else if (kind === writeKinds.updateRun) tables.runs.update(cells);
    else {
      const runId = String(cells[0]);
      const runKey = tables.runs.keyOf(runId);
      if (runKey === null) throw new RefusedWrite('not-found', `The log has no run with the id "${runId}".`);
      tables.recipientRuns.upsert(runKey, cells);
    }
  }
}
