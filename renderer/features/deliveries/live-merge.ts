import type { AttemptSummary } from '../../../core/contract/index.ts';

/** Adds attempts to a list that is newest first; what is there already stays the same object. */
export function mergeNewest(
  rows: readonly AttemptSummary[],
  arrivals: readonly AttemptSummary[],
): readonly AttemptSummary[] {
  const newest = rows[0]?.sequence ?? 0;
  const known = new Set<string>();
  // Only arrivals as old as the list itself can be in it already.
  if (arrivals.some(({ sequence }) => sequence <= newest)) for (const row of rows) known.add(row.id);
  const added: AttemptSummary[] = [];
  for (const arrival of arrivals) {
    if (known.has(arrival.id)) continue;
    known.add(arrival.id);
    added.push(arrival);
  }
  if (added.length === 0) return rows;
  const isAllNewer = added.every(({ sequence }) => sequence > newest);
  const all = [...added, ...rows];
  return isAllNewer && added.length === 1 ? all : all.sort((a, b) => b.sequence - a.sequence);
}

/** Adds the next, older page. */
export function appendOlder(
  rows: readonly AttemptSummary[],
  page: readonly AttemptSummary[],
): readonly AttemptSummary[] {
  const oldest = rows.at(-1)?.sequence ?? Number.POSITIVE_INFINITY;
  const older = page.filter(({ sequence }) => sequence < oldest);
  return older.length === 0 ? rows : [...rows, ...older];
}
