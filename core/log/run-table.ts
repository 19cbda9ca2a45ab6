import type { RunRecord } from '../model/index.ts';
import type { LogDatabase } from './log-database.ts';
import { RefusedWrite } from './log-failure.ts';

const cachedRuns = 1000;

type RunRow = [key: number, id: string, number: number, trigger: string, record: string];
const columns = 'key, id, number, trigger, record';

export interface RunTable {
  nextNumber(): number;
  insert(run: RunRecord): void;
  /** Number and trigger stay as they were inserted. */
  update(run: RunRecord): void;
  /** Runs of one environment become the other's, and the other way round. */
  exchangeEnvironments(one: string, other: string): void;
  /** The number by which the other tables know a run; null when there is none with this id. */
  keyOf(id: string): number | null;
  get(id: string): RunRecord | null;
  list(beforeNumber: number | null, limit: number): { runs: RunRecord[]; total: number };
  /** Oldest first. */
  resendsOf(id: string): RunRecord[];
  markInterrupted(): RunRecord[];
  /** Ids by the rule, oldest first; never of a run under way. */
  toPrune(rule: { keepRuns: number } | { beforeMs: number }): string[];
  remove(id: string): void;
  forget(): void;
}

export function createRunTable(database: LogDatabase): RunTable {
  const highest = database.query<[number]>(
    `SELECT max(coalesce((SELECT value FROM counters WHERE name = 'run'), 0), coalesce((SELECT max(number) FROM runs), 0))`,
  );
  const setCounter = database.change(`INSERT INTO counters (name, value) VALUES ('run', ?)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value`);
  const insert = database.change(
    'INSERT INTO runs (id, number, status, started_at_ms, trigger, record) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const update = database.change('UPDATE runs SET status = ?, started_at_ms = ?, record = ? WHERE id = ?');
  const findKey = database.query<[number]>('SELECT key FROM runs WHERE id = ?');
  const byId = database.query<RunRow>(`SELECT ${columns} FROM runs WHERE id = ?`);
  const page = database.query<RunRow>(`SELECT ${columns} FROM runs WHERE number < ? ORDER BY number DESC LIMIT ?`);
  const resends = database.query<RunRow>(
    `SELECT ${columns} FROM runs WHERE trigger ->> '$.resend.runId' = ?1
     UNION ALL
     SELECT ${columns} FROM runs INDEXED BY runs_of_several WHERE trigger ->> '$.resend.otherRuns' IS NOT NULL
     AND EXISTS (SELECT 1 FROM json_each(trigger, '$.resend.otherRuns') other WHERE other.value ->> '$.runId' = ?1)
     ORDER BY number`,
  );
  const count = database.query<[number]>('SELECT count(*) FROM runs');
  const running = database.query<RunRow>(`SELECT ${columns} FROM runs WHERE status = 'running' ORDER BY number`);
  const statusCounts = database.query<[string, number]>(
    'SELECT status, count(*) FROM recipient_runs WHERE run_key = ? GROUP BY status',
  );
  const attemptsOfRun = database.query<[number, number | null]>(
    'SELECT count(*), max(ended_at_ms) FROM attempts INDEXED BY attempts_by_run WHERE run_key = ?',
  );
  const beyondNewest = database.query<[string]>(`SELECT id FROM runs WHERE status <> 'running' AND number NOT IN
    (SELECT number FROM runs ORDER BY number DESC LIMIT ?) ORDER BY number`);
  const startedBefore = database.query<[string]>(
    `SELECT id FROM runs WHERE status <> 'running' AND started_at_ms < ? ORDER BY number`,
  );
  const exchange = database.change(`UPDATE runs SET trigger =
    json_set(trigger, '$.environment', CASE trigger ->> '$.environment' WHEN ?1 THEN ?2 ELSE ?1 END)
    WHERE trigger ->> '$.environment' IN (?1, ?2)`);
  const removeRow = database.change('DELETE FROM runs WHERE id = ?');
  const keys = new Map<string, number>();

  function interrupt(row: RunRow): RunRecord {
    const [key] = row;
    const run = runOfRow(row);
    const counts = { ...run.counts, delivered: 0, undelivered: 0, skipped: 0, stopped: 0, active: 0 };
    let begun = 0;
    for (const [status, number] of statusCounts.all([key])) {
      begun += number;
      if (status === 'delivered' || status === 'undelivered' || status === 'skipped' || status === 'stopped') {
        counts[status] = number;
      }
    }
    const [attempts, lastAtMs] = attemptsOfRun.first([key]) ?? [0, null];
    const interrupted: RunRecord = {
      ...run,
      status: 'interrupted',
      statusMessage: 'Hookbench ended while this run was under way. Resume it to send what is left.',
      counts: { ...counts, recipients: Math.max(counts.recipients, begun), attempts },
      endedAtMs: lastAtMs ?? run.startedAtMs,
    };
    replace(interrupted);
    return interrupted;
  }

  /** False when there is no such run. */
  function replace({ trigger: _, ...rest }: RunRecord): boolean {
    return update([rest.status, rest.startedAtMs, JSON.stringify(rest), rest.id]).changes > 0;
  }

  return {
    nextNumber: () =>
      database.transaction(() => {
        const number = (highest.first([])?.[0] ?? 0) + 1;
        setCounter([number]);
        return number;
      }),
    insert({ trigger, ...rest }) {
      insert([rest.id, rest.number, rest.status, rest.startedAtMs, JSON.stringify(trigger), JSON.stringify(rest)]);
    },
    update(run) {
      if (!replace(run)) throw new RefusedWrite('not-found', `The log has no run with the id "${run.id}".`);
    },
    exchangeEnvironments: (one, other) => void exchange([one, other]),
    keyOf(id) {
      const cached = keys.get(id);
      if (cached !== undefined) return cached;
      const key = findKey.first([id])?.[0];
      if (key === undefined) return null;
      if (keys.size >= cachedRuns) keys.clear();
      keys.set(id, key);
      return key;
    },
    get(id) {
      const row = byId.first([id]);
      return row === undefined ? null : runOfRow(row);
    },
    list: (beforeNumber, limit) => ({
      runs: page.all([beforeNumber ?? Number.MAX_SAFE_INTEGER, limit]).map(runOfRow),
      total: count.first([])?.[0] ?? 0,
    }),
    resendsOf: (id) => resends.all([id]).map(runOfRow),
    markInterrupted: () => database.transaction(() => running.all([]).map(interrupt)),
    toPrune: (rule) =>
      ('keepRuns' in rule ? beyondNewest.all([rule.keepRuns]) : startedBefore.all([rule.beforeMs])).map(([id]) => id),
    remove(id) {
      // The counter outlives the run, so that its number is never given again.
      const number = highest.first([])?.[0];
      if (number !== undefined) setCounter([number]);
      removeRow([id]);
      keys.delete(id);
    },
    forget: () => keys.clear(),
  };
}

function runOfRow([, id, number, trigger, record]: RunRow): RunRecord {
  // Both texts were written by this store from a `RunRecord`.
  const rest = JSON.parse(record) as Omit<RunRecord, 'trigger'>;
  return { ...rest, id, number, trigger: JSON.parse(trigger) as RunRecord['trigger'] };
}
