import type { SignatureSteps } from '../../../core/contract/index.ts';

export type Clock = NonNullable<SignatureSteps['clock']>;

/** Places on the time line from 0 (early) to 1 (late); the stamp is where it says, "now" is the receiver's clock. */
export interface ClockLayout {
  stamp: number;
  now: number;
  /** Where "now" may stand. An open side reaches the edge. */
  from: number;
  to: number;
  /** "Now" is so far off that it stands at the edge, not to scale. */
  isCut: boolean;
  isAccepted: boolean;
}

/** Free space on each side of what is drawn, as a part of the line. */
const margin = 0.08;
/** "Now" further than this many tolerances from the stamp is cut: to scale, the tolerance would be a dot. */
const cutFactor = 6;
const leastSpanSeconds = 10;

/** Null when there is no stamp that could be read. */
export function clockLayout(clock: Clock): ClockLayout | null {
  const { ageSeconds, tolerancePastSeconds: past, toleranceFutureSeconds: future } = clock;
  if (clock.stampMs === null || ageSeconds === null) return null;
  const reach = Math.max(past ?? 0, future ?? 0, leastSpanSeconds);
  const limit = reach * cutFactor;
  const age = past === null && future === null ? ageSeconds : Math.max(-limit, Math.min(limit, ageSeconds));
  const first = Math.min(-(future ?? reach), age, 0);
  const last = Math.max(past ?? reach, age, 0);
  const at = (seconds: number) => margin + ((seconds - first) / (last - first)) * (1 - 2 * margin);
  return {
    stamp: at(0),
    now: at(age),
    from: future === null ? 0 : at(-future),
    to: past === null ? 1 : at(past),
    isCut: age !== ageSeconds,
    isAccepted: (past === null || ageSeconds <= past) && (future === null || -ageSeconds <= future),
  };
}
