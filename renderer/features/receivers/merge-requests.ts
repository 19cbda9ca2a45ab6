import type { ReceivedSummary } from '../../../core/contract/index.ts';

/** Joins requests newest first, each once: numbers are per receiver and only grow. */
export function mergeRequests(
  rows: readonly ReceivedSummary[],
  more: readonly ReceivedSummary[],
): readonly ReceivedSummary[] {
  const newest = rows[0]?.number ?? Number.NEGATIVE_INFINITY;
  const oldest = rows.at(-1)?.number ?? Number.POSITIVE_INFINITY;
  const newer = more.filter(({ number }) => number > newest).sort((a, b) => b.number - a.number);
  const older =
    rows.length === 0 ? [] : more.filter(({ number }) => number < oldest).sort((a, b) => b.number - a.number);
  return newer.length + older.length === 0 ? rows : [...newer, ...rows, ...older];
}

/** The same list with those replaced of which more is known by now; others are not added. */
export function updateRequests(
  rows: readonly ReceivedSummary[],
  changed: readonly ReceivedSummary[],
): readonly ReceivedSummary[] {
  const byId = new Map(changed.map((request) => [request.id, request]));
  return rows.some(({ id }) => byId.has(id)) ? rows.map((row) => byId.get(row.id) ?? row) : rows;
}
