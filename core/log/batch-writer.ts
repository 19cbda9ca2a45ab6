import type { AttemptWriter } from './attempt-writer.ts';
import type { BodyTable } from './body-table.ts';
import type { LogDatabase } from './log-database.ts';
import { describeFailure, isConstraint, RefusedWrite } from './log-failure.ts';
import type { WriteBatch, WritePart, WriteRefusals } from './protocol.ts';
import type { RecipientRunTable } from './recipient-run-table.ts';
import type { RunTable } from './run-table.ts';

export interface WriterTables {
  runs: RunTable;
  recipientRuns: RecipientRunTable;
  attempts: AttemptWriter;
  bodies: BodyTable;
}

/**
 * Commits a batch in one transaction. When one of its parts is refused, each is committed on its own, so that a bad one
 * takes no other with it; the refused ones are told by their place. A failing disk fails the whole batch.
 */
export function writeBatch(
  database: LogDatabase,
  tables: WriterTables,
  batch: WriteBatch,
  file: string,
): WriteRefusals {
  const { parts, createdBodies, usedBodies, bytes } = batch;
  try {
    database.transaction(() => {
      tables.bodies.add(createdBodies, usedBodies, bytes);
      for (const part of parts) apply(tables, part, bytes);
    });
    return [];
  } catch (error) {
    forget(tables);
    if (!isRefusal(error)) throw error;
  }
  // Of a part that is refused now, the bodies stay with a use too many: the other parts may show the same ones.
  database.transaction(() => tables.bodies.add(createdBodies, usedBodies, bytes));
  const refusals: WriteRefusals = [];
  for (const [place, part] of parts.entries()) {
    try {
      database.transaction(() => apply(tables, part, bytes));
    } catch (error) {
      forget(tables);
      if (!isRefusal(error)) throw error;
      refusals.push([place, describeFailure(error, file)]);
    }
  }
  return refusals;
}

function isRefusal(error: unknown): boolean {
  return error instanceof RefusedWrite || isConstraint(error);
}

/** What the tables believed of the file may have been rolled back. */
function forget({ runs, attempts }: WriterTables): void {
  runs.forget();
  attempts.forget();
}

function apply({ runs, recipientRuns, attempts }: WriterTables, part: WritePart, bytes: Uint8Array): void {
  switch (part.kind) {
    case 'insertRun':
      runs.insert(part.run);
      return;
    case 'updateRun':
      runs.update(part.run);
      return;
    case 'attempts':
      attempts.add(runKeyOf(runs, part.runId), part, bytes);
      return;
    case 'recipientRuns':
      recipientRuns.upsert(runKeyOf(runs, part.runId), part.rows, bytes);
      return;
  }
}

function runKeyOf(runs: RunTable, runId: string): number {
  const key = runs.keyOf(runId);
  if (key === null) throw new RefusedWrite('not-found', `The log has no run with the id "${runId}".`);
  return key;
}
