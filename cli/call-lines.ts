import type { KnockCall, RunRecord } from '../core/contract/index.ts';

/** One call of the Knock API: what was answered, how long it took, and what it led to. */
export function callLine({ method, path, status, durationMs, run, error, notes }: KnockCall): string {
  const words = [`${status} ${method} ${path}  ${Math.max(1, Math.round(durationMs))} ms`];
  if (run !== null) words.push(`run ${run.number}`);
  if (error !== null) words.push(error.message);
  return [...words, ...notes].join('  ');
}

/** How a run ended; outcomes that nobody had are left out. */
export function runLine({ number, status, statusMessage, counts }: RunRecord): string {
  const outcomes = (['delivered', 'undelivered', 'skipped', 'stopped'] as const)
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${counts[outcome]} ${outcome}`);
  const ended = status === 'completed' ? [] : [statusMessage ?? status];
  return `run ${number}: ${[...ended, ...outcomes].join(', ')}`;
}
