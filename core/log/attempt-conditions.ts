import type { AttemptFilter } from '../model/index.ts';
import type { LogDatabase, SqlValue } from './log-database.ts';
import type { RunTable } from './run-table.ts';
import { storedDisplayName, storedMessageId, storedRecipient } from './stored-attempt.ts';
import { textHash } from './text-hash.ts';

/** Endpoints or statuses that one filter may stand for and still be walked one by one. */
const maxKeys = 16;

export interface SqlPart {
  sql: string;
  values: SqlValue[];
}

/** One filter as SQL on `attempts a`, and how an index can find its rows. */
export interface Condition extends SqlPart {
  /** Null = only a scan finds them. */
  index: string | null;
  /** Equalities that make up the condition, each of which the index gives in sequence order; null = it cannot. */
  keys: SqlPart[] | null;
}

export type ConditionReader = (filter: AttemptFilter) => Condition[] | null;

/** Makes conditions of filters; null when nothing can match (unknown run or endpoint, endpoint text that occurs nowhere). */
export function createConditionReader(database: LogDatabase, runs: RunTable): ConditionReader {
  const endpoints = database.query<[number]>(
    `SELECT id FROM endpoints WHERE instr(lower(url), lower(?)) > 0 LIMIT ${maxKeys + 1}`,
  );
  const endpointId = database.query<[number]>('SELECT id FROM endpoints WHERE url = ?');
  // Steps from each status to the next by index: SQLite's DISTINCT would read every entry.
  const statuses = database.query<[number]>(`WITH RECURSIVE seen (status) AS (
      SELECT min(status) FROM attempts WHERE status >= ?1 AND status < ?2
      UNION ALL
      SELECT (SELECT min(status) FROM attempts WHERE status > seen.status AND status < ?2) FROM seen
      WHERE seen.status IS NOT NULL
    ) SELECT status FROM seen WHERE status IS NOT NULL`);

  const stopped = database.query<[number]>("SELECT 1 FROM attempts WHERE failure_kind = 'aborted' LIMIT 1");

  function equality(column: string, index: string, value: SqlValue): Condition {
    const part = { sql: `a.${column} = ?`, values: [value] };
    return { ...part, index, keys: [part] };
  }

  function anyOf(column: string, index: string, found: number[]): Condition {
    return {
      sql: `a.${column} IN (${found.map(() => '?').join(', ')})`,
      values: found,
      index,
      keys: found.length > maxKeys ? null : found.map((value) => ({ sql: `a.${column} = ?`, values: [value] })),
    };
  }

  function endpointCondition(text: string): Condition | null {
    const found = endpoints.all([text]).map(([id]) => id);
    if (found.length === 0) return null;
    if (found.length <= maxKeys) return anyOf('endpoint_id', 'attempts_by_endpoint', found);
    return {
      sql: 'a.endpoint_id IN (SELECT id FROM endpoints WHERE instr(lower(url), lower(?)) > 0)',
      values: [text],
      index: 'attempts_by_endpoint',
      keys: null,
    };
  }

  function statusClassCondition(statusClass: number): Condition | null {
    const found = statuses.all([statusClass * 100, statusClass * 100 + 100]).map(([status]) => status);
    return found.length === 0 ? null : anyOf('status', 'attempts_by_status', found);
  }

  return (filter) => {
    const found: (Condition | null)[] = [];
    if (filter.messageId !== undefined) {
      found.push(textCondition('message_hash', storedMessageId, filter.messageId));
    }
    if (filter.recipient !== undefined) {
      found.push(textCondition('recipient_hash', storedRecipient, filter.recipient));
    }
    if (filter.recipientText !== undefined && filter.recipientText !== '') {
      found.push(recipientTextCondition(filter.recipientText));
    }
    if (filter.failureKind !== undefined) {
      found.push(equality('failure_kind', 'attempts_by_failure', filter.failureKind));
    }
    if (filter.status !== undefined) found.push(equality('status', 'attempts_by_status', filter.status));
    if (filter.statusClass !== undefined) found.push(statusClassCondition(filter.statusClass));
    if (filter.endpoint !== undefined && filter.endpoint !== '') found.push(endpointCondition(filter.endpoint));
    if (filter.endpointUrl !== undefined) {
      const id = endpointId.first([filter.endpointUrl])?.[0];
      found.push(id === undefined ? null : equality('endpoint_id', 'attempts_by_endpoint', id));
    }
    if (filter.runId !== undefined) {
      const key = runs.keyOf(filter.runId);
      found.push(key === null ? null : equality('run_key', 'attempts_by_run', key));
    }
    if (filter.verdict !== undefined) found.push(equality('verdict', 'attempts_by_verdict', filter.verdict));
    // Most logs have none, and then the index of verdicts does by itself.
    if (filter.verdict === 'final' && filter.failureKind === undefined && stopped.first([]) !== undefined) {
      found.push(notStopped);
    }
    if (filter.startedAfterMs !== undefined || filter.startedBeforeMs !== undefined) {
      found.push(timeCondition(filter.startedAfterMs, filter.startedBeforeMs));
    }
    const conditions: Condition[] = [];
    for (const condition of found) {
      if (condition === null) return null;
      conditions.push(condition);
    }
    return conditions;
  };
}

/** An attempt that was stopped is final and has not failed. */
const notStopped: Condition = { sql: "a.failure_kind IS NOT 'aborted'", values: [], index: null, keys: null };

/** The hash tells nearly all other rows apart, and only for the rest is the text itself looked up. */
function textCondition(column: string, path: string, text: string): Condition {
  return {
    sql: `a.${column} = ? AND (SELECT t.summary -> '${path}' = ? FROM attempt_texts t WHERE t.sequence = a.sequence)`,
    values: [textHash(text), JSON.stringify(text)],
    index: null,
    keys: null,
  };
}

/** No index has it: whatever else narrows the list leads, and else the attempts are read from the newest on. */
function recipientTextCondition(text: string): Condition {
  const contains = (path: string) => `instr(lower(t.summary ->> '${path}'), lower(?)) > 0`;
  return {
    sql: `(SELECT ${contains(storedRecipient)} OR ${contains(storedDisplayName)}
      FROM attempt_texts t WHERE t.sequence = a.sequence)`,
    values: [text, text],
    index: null,
    keys: null,
  };
}

/** From `afterMs` (included) to `beforeMs` (not included). */
function timeCondition(afterMs: number | undefined, beforeMs: number | undefined): Condition {
  const parts: SqlPart[] = [];
  if (afterMs !== undefined) parts.push({ sql: 'a.started_at_ms >= ?', values: [afterMs] });
  if (beforeMs !== undefined) parts.push({ sql: 'a.started_at_ms < ?', values: [beforeMs] });
  return {
    sql: parts.map((part) => part.sql).join(' AND '),
    values: parts.flatMap((part) => part.values),
    index: 'attempts_by_time',
    keys: null,
  };
}
