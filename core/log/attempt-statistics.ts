import type {
  AttemptFilter,
  AttemptStatistics,
  AttemptSummary,
  DeliveryStatistics,
  Latency,
  OutcomeCount,
  StatisticsOrder,
} from '../model/index.ts';
import type { AttemptSearch } from './attempt-search.ts';
import type { LogDatabase } from './log-database.ts';

/** Reading this many takes some tenths of a second, in which nothing else is written. */
const attemptLimit = 100_000;
const endpointLimit = 1000;

/** Attempts of one endpoint that ended alike; their times are a JSON list. */
type Row = [
  endpoint: string,
  status: number | null,
  failureKind: AttemptSummary['failureKind'],
  verdict: AttemptSummary['verdict'],
  count: number,
  timesMs: string,
];

/** Counts and times of the attempts that a filter finds, the newest of them and the first endpoints where there are very many. */
export function createAttemptStatistics(
  database: LogDatabase,
  search: Pick<AttemptSearch, 'matching' | 'count'>,
): (filter: AttemptFilter, order: StatisticsOrder) => DeliveryStatistics {
  return (filter, order) => {
    const matching = search.matching(filter);
    const total = createTally();
    const tallies = new Map<string, Tally>();
    const rows =
      matching === null
        ? []
        : database
            .query<Row>(
              `SELECT e.url, f.status, f.failure_kind, f.verdict, count(*), json_group_array(f.ms)
               FROM (SELECT a.endpoint_id, a.status, a.failure_kind, a.verdict,
                   round(a.ended_at_ms - a.started_at_ms, 3) AS ms
                 FROM ${matching.sql} ORDER BY a.sequence DESC LIMIT ?) f
               CROSS JOIN endpoints e ON e.id = f.endpoint_id GROUP BY 1, 2, 3, 4`,
            )
            .all([...matching.values, attemptLimit]);
    for (const row of rows) {
      const [endpoint] = row;
      const tally = tallies.get(endpoint) ?? createTally();
      tallies.set(endpoint, tally);
      tally.add(row);
      total.add(row);
    }
    const endpoints = [...tallies]
      .map(([endpoint, tally]) => ({ endpoint, ...tally.result() }))
      .sort((one, other) => other.attempts - one.attempts || (one.endpoint < other.endpoint ? -1 : 1))
      // Those that are alike in it stay in the order of before.
      .sort((one, other) => sizeBy[order](other) - sizeBy[order](one));
    const result = total.result();
    return {
      total: result,
      endpoints: endpoints.slice(0, endpointLimit),
      endpointCount: endpoints.length,
      isCut: result.attempts === attemptLimit && search.count(filter) > attemptLimit,
    };
  };
}

/** What is compared, the largest first. An endpoint that never answered is not slow. */
const sizeBy: Record<StatisticsOrder, (of: AttemptStatistics) => number> = {
  attempts: ({ attempts }) => attempts,
  failures: ({ attempts, delivered }) => attempts - delivered,
  slowest: ({ latency }) => latency?.p95Ms ?? -1,
};

interface Tally {
  add(row: Row): void;
  result(): AttemptStatistics;
}

function createTally(): Tally {
  const counts = new Map<string, OutcomeCount>();
  const timesMs: number[] = [];
  let attempts = 0;
  let delivered = 0;
  return {
    add([, status, failureKind, verdict, count, times]) {
      attempts += count;
      if (verdict === 'delivered') delivered += count;
      const outcome = counts.get(`${status} ${failureKind}`) ?? { status, failureKind, count: 0 };
      counts.set(`${status} ${failureKind}`, { ...outcome, count: outcome.count + count });
      // SQLite made the list of the numbers of a column.
      if (failureKind === null) for (const ms of JSON.parse(times) as number[]) timesMs.push(ms);
    },
    result: () => ({
      attempts,
      delivered,
      outcomes: [...counts.values()].sort((one, other) => other.count - one.count),
      latency: latencyOf(timesMs),
    }),
  };
}

function latencyOf(timesMs: readonly number[]): Latency | null {
  if (timesMs.length === 0) return null;
  const sorted = Float64Array.from(timesMs).sort();
  const rank = (percent: number): number => sorted[Math.ceil((percent * sorted.length) / 100) - 1] ?? 0;
  return { p50Ms: rank(50), p90Ms: rank(90), p95Ms: rank(95), p99Ms: rank(99), maxMs: rank(100) };
}
