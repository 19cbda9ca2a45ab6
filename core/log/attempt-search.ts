import type { AttemptFilter, AttemptSummary } from '../model/index.ts';
import type { Condition, ConditionReader, SqlPart } from './attempt-conditions.ts';
import type { LogDatabase } from './log-database.ts';
import { readSummary } from './stored-attempt.ts';

/** A condition with fewer rows than this is gathered and sorted; one with more is walked in sequence order. */
const gatherLimit = 2000;

/**
 * How the rows of a page are found: `gather` reads all rows of one selective index and sorts them, `walk` reads an
 * index (or, without one, the table) in sequence order, newest first, and stops when the page is full.
 */
type Plan = { kind: 'gather'; by: Indexed } | { kind: 'walk'; by: Indexed; keys: SqlPart[] } | { kind: 'scan' };

type Indexed = Condition & { index: string };

type PageRow = [sequence: number, runId: string, summary: string];

export interface AttemptSearch {
  list(filter: AttemptFilter, beforeSequence: number | null, limit: number): AttemptSummary[];
  count(filter: AttemptFilter): number;
  /** What to read FROM, as `a`, to have all attempts that match; null = there are none. */
  matching(filter: AttemptFilter): SqlPart | null;
  explain(filter: AttemptFilter): string[];
}

export function createAttemptSearch(database: LogDatabase, readConditions: ConditionReader): AttemptSearch {
  /** How many rows a condition has below `before`, at most `gatherLimit`, and how far back that reaches. */
  function probe(condition: Indexed, before: number): { count: number; reach: number } {
    const order = condition.keys === null ? '' : 'ORDER BY a.sequence DESC';
    let count = 0;
    let reach = 0;
    for (const part of condition.keys ?? [condition]) {
      const [found, lowest] = database
        .query<[number, number | null]>(
          `SELECT count(*), min(sequence) FROM (SELECT a.sequence FROM attempts a INDEXED BY ${condition.index}
           WHERE ${part.sql} AND a.sequence < ? ${order} LIMIT ${gatherLimit})`,
        )
        .first([...part.values, before]) ?? [0, null];
      count += found;
      reach = Math.max(reach, before - (lowest ?? 0));
    }
    return { count, reach };
  }

  /** The condition with the fewest rows leads; among large ones that whose newest rows reach back furthest. */
  function choose(conditions: readonly Condition[], before: number): Plan {
    const probed = conditions.filter(isIndexed).map((condition) => ({ condition, ...probe(condition, before) }));
    const small = probed.filter(({ count }) => count < gatherLimit).sort((one, other) => one.count - other.count)[0];
    if (small !== undefined) return { kind: 'gather', by: small.condition };
    const sparse = probed
      .filter(({ condition }) => condition.keys !== null)
      .sort((one, other) => other.reach - one.reach)[0]?.condition;
    return sparse === undefined || sparse.keys === null
      ? { kind: 'scan' }
      : { kind: 'walk', by: sparse, keys: sparse.keys };
  }

  function pageQueries(conditions: readonly Condition[], plan: Plan, before: number, limit: number): SqlPart[] {
    const hint = plan.kind === 'scan' ? 'NOT INDEXED' : `INDEXED BY ${plan.by.index}`;
    const leads: (SqlPart | null)[] = plan.kind === 'walk' ? plan.keys : [null];
    return leads.map((lead) => {
      const parts = conditions.map((condition) =>
        lead !== null && plan.kind === 'walk' && condition === plan.by ? lead : condition,
      );
      const where = [...parts.map((part) => part.sql), 'a.sequence < ?'].join(' AND ');
      return {
        // CROSS JOIN keeps SQLite from starting at one of the other tables.
        sql: `SELECT a.sequence, r.id, t.summary FROM attempts a ${hint} CROSS JOIN runs r ON r.key = a.run_key
          CROSS JOIN attempt_texts t ON t.sequence = a.sequence WHERE ${where} ORDER BY a.sequence DESC LIMIT ?`,
        values: [...parts.flatMap((part) => part.values), before, limit],
      };
    });
  }

  function plannedPage(filter: AttemptFilter, before: number, limit: number): SqlPart[] {
    const conditions = readConditions(filter);
    if (conditions === null) return [];
    return pageQueries(conditions, choose(conditions, before), before, limit);
  }

  function matching(filter: AttemptFilter): SqlPart | null {
    const conditions = readConditions(filter);
    if (conditions === null) return null;
    const plan = choose(conditions, Number.MAX_SAFE_INTEGER);
    const hint = plan.kind === 'scan' ? '' : `INDEXED BY ${plan.by.index}`;
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.map((part) => part.sql).join(' AND ')}`;
    return { sql: `attempts a ${hint} ${where}`, values: conditions.flatMap((part) => part.values) };
  }

  return {
    list(filter, beforeSequence, limit) {
      const before = beforeSequence ?? Number.MAX_SAFE_INTEGER;
      const queries = plannedPage(filter, before, limit);
      const rows = queries.flatMap(({ sql, values }) => database.query<PageRow>(sql).all(values));
      if (queries.length > 1) rows.sort((one, other) => other[0] - one[0]);
      return rows.slice(0, limit).map((row) => readSummary(...row));
    },
    count(filter) {
      const found = matching(filter);
      if (found === null) return 0;
      return database.query<[number]>(`SELECT count(*) FROM ${found.sql}`).first(found.values)?.[0] ?? 0;
    },
    matching,
    explain: (filter) =>
      plannedPage(filter, Number.MAX_SAFE_INTEGER, 50).flatMap(({ sql, values }) =>
        database
          .query<[number, number, number, string]>(`EXPLAIN QUERY PLAN ${sql}`)
          .all(values)
          .map((row) => row[3]),
      ),
  };
}

function isIndexed(condition: Condition): condition is Indexed {
  return condition.index !== null;
}
