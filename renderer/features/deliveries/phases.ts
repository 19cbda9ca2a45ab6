import type { AttemptRecord } from '../../../core/contract/index.ts';

export const phaseNames = ['queueMs', 'dnsMs', 'connectMs', 'tlsMs', 'sendMs', 'firstByteMs', 'downloadMs'] as const;
export type PhaseName = (typeof phaseNames)[number];

export interface Phase {
  name: PhaseName;
  /** Null = it did not take place, such as DNS on a reused socket. */
  durationMs: number | null;
  /** Share of the whole, from 0 to 1, where its bar begins and how long it is. */
  from: number;
  length: number;
}

/** The phases one after the other on one axis; those that did not take place have no length. */
export function layOutPhases(timings: AttemptRecord['timings']): Phase[] {
  const sumMs = phaseNames.reduce((sum, name) => sum + (timings[name] ?? 0), 0);
  const wholeMs = Math.max(timings.totalMs, sumMs);
  let passedMs = 0;
  return phaseNames.map((name) => {
    const durationMs = timings[name];
    const from = wholeMs === 0 ? 0 : passedMs / wholeMs;
    const length = wholeMs === 0 ? 0 : (durationMs ?? 0) / wholeMs;
    passedMs += durationMs ?? 0;
    return { name, durationMs, from, length };
  });
}
