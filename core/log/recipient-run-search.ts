import type { RunRecord } from '../model/index.ts';
import type { SqlPart } from './attempt-conditions.ts';
import type { LogDatabase } from './log-database.ts';
import type { FoundRecipientRun, RecipientRunFilter } from './log-store.ts';
import type { LogRequests } from './protocol.ts';
import type { RecipientRunTable } from './recipient-run-table.ts';
import type { RunTable } from './run-table.ts';
import { readRecipientRun } from './stored-recipient-run.ts';

type Row = [runKey: number, runId: string, runNumber: number, ordinal: number, record: string];
type Search = (input: LogRequests['findRecipientRuns']['input']) => LogRequests['findRecipientRuns']['output'];

/**
 * Finds recipient runs over all runs. Whole runs are passed over by their trigger; within those that are left, every record
 * is looked at until the page is full.
 */
export function createRecipientRunSearch(
  database: LogDatabase,
  runs: RunTable,
  recipientRuns: RecipientRunTable,
): Search {
  return ({ filter, from, side, limit }) => {
    const order = side === 'older' ? 'DESC' : 'ASC';
    const parts = conditionsOf(filter);
    if (from !== null) {
      const beyond = side === 'older' ? '<' : '>';
      parts.push({
        sql: `(r.number ${beyond} ? OR (r.number = ? AND rr.ordinal ${beyond}= ?))`,
        values: [from.runNumber, from.runNumber, from.ordinal],
      });
    }
    const where = parts.length === 0 ? 'true' : parts.map(({ sql }) => sql).join(' AND ');
    // CROSS JOIN keeps the order of the runs: their number is indexed, and a page needs no sorting.
    const rows = database
      .query<Row>(
        `SELECT r.key, r.id, r.number, rr.ordinal, rr.record FROM runs r CROSS JOIN recipient_runs rr ON rr.run_key = r.key
         WHERE ${where} ORDER BY r.number ${order}, rr.ordinal ${order} LIMIT ?`,
      )
      .all([...parts.flatMap(({ values }) => values), limit]);
    if (side === 'newer') rows.reverse();
    const found = rows.map(([key, id, runNumber, ordinal, record]): FoundRecipientRun => {
      const row = readRecipientRun(id, ordinal, record);
      return { runNumber, ordinal, row: { ...row, attempts: recipientRuns.attemptsOf({ key, id }, ordinal) } };
    });
    const theirs = [...new Set(rows.map(([, id]) => id))].map((id) => runs.get(id));
    return { found, runs: theirs.filter((run): run is RunRecord => run !== null) };
  };
}

function conditionsOf(filter: RecipientRunFilter): SqlPart[] {
  const parts: SqlPart[] = [];
  const same = (sql: string, value: string | undefined): void => {
    if (value !== undefined) parts.push({ sql: `${sql} = ?`, values: [value] });
  };
  same('r.id', filter.runId);
  same(`r.trigger ->> '$.environment'`, filter.environment);
  same(`r.trigger ->> '$.workflow'`, filter.workflow);
  same(`r.trigger ->> '$.tenant'`, filter.tenant);
  // Places in a `StoredRecipientRun`.
  same(`rr.record ->> '$[0]'`, filter.recipientRunId);
  same(`rr.record ->> '$[1]'`, filter.recipient);
  const { messageIds } = filter;
  if (messageIds === undefined) return parts;
  // Cheaper than taking the steps apart.
  const texts = messageIds === null ? ['"messageId":"'] : messageIds.map((id) => `"messageId":${JSON.stringify(id)}`);
  const sql = 'EXISTS (SELECT 1 FROM json_each(?) wanted WHERE instr(rr.record, wanted.value) > 0)';
  parts.push({ sql, values: [JSON.stringify(texts)] });
  return parts;
}
