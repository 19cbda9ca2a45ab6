import type { AttemptSummary, RecipientRunRow, RunRecord } from '../../../core/contract/index.ts';

/** The time that all bars of a run share, in Unix milliseconds of the run's clock. */
export interface TimeAxis {
  startMs: number;
  endMs: number;
}

/** What a bar covers, from 0 to 1. */
export interface Span {
  from: number;
  length: number;
}

/** Shorter than this a bar could not be seen. */
export const shortestLength = 0.006;

/** From the run's start to its end; while it runs, to the latest thing known of it. */
export function axisOfRun(
  run: Pick<RunRecord, 'startedAtMs' | 'endedAtMs'>,
  rows: Iterable<RecipientRunRow>,
): TimeAxis {
  let endMs = run.endedAtMs ?? run.startedAtMs;
  for (const row of rows) {
    const last = row.attempts.at(-1);
    if (last !== undefined) endMs = Math.max(endMs, last.startedAtMs + last.durationMs);
    if (row.nextAttemptAtMs !== null) endMs = Math.max(endMs, row.nextAttemptAtMs);
  }
  return { startMs: run.startedAtMs, endMs };
}

/** Where a stretch of time lies on the axis; cut at its ends, and never too short to be seen. */
export function spanOn(axis: TimeAxis, fromMs: number, toMs: number): Span {
  const wholeMs = axis.endMs - axis.startMs;
  if (wholeMs <= 0) return { from: 0, length: shortestLength };
  const place = (timeMs: number) => Math.min(Math.max((timeMs - axis.startMs) / wholeMs, 0), 1);
  const from = place(fromMs);
  const length = Math.max(place(toMs) - from, shortestLength);
  return { from: Math.min(from, 1 - length), length };
}

export interface AttemptBar extends Span {
  id: string;
  verdict: AttemptSummary['verdict'];
  /** By the user, which is no failure. */
  isStopped: boolean;
}
export interface AttemptBars {
  attempts: AttemptBar[];
  /** Between attempts, and from the last one to the next that is due. */
  waits: Span[];
}

export function layOutAttempts(
  axis: TimeAxis,
  row: Pick<RecipientRunRow, 'attempts' | 'nextAttemptAtMs'>,
): AttemptBars {
  const attempts = row.attempts.map(({ id, verdict, failureKind, startedAtMs, durationMs }) => ({
    id,
    verdict,
    isStopped: failureKind === 'aborted',
    ...spanOn(axis, startedAtMs, startedAtMs + durationMs),
  }));
  const waits = row.attempts.flatMap((attempt, index): Span[] => {
    const next = row.attempts.find((other, place) => place > index && other.messageId === attempt.messageId);
    const untilMs = next?.startedAtMs ?? (index === row.attempts.length - 1 ? row.nextAttemptAtMs : null);
    const endMs = attempt.startedAtMs + attempt.durationMs;
    return untilMs === null || untilMs <= endMs ? [] : [spanOn(axis, endMs, untilMs)];
  });
  return { attempts, waits };
}
