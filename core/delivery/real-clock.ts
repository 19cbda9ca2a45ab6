import type { Clock } from './clock.ts';
import { createScaledClock } from './scaled-clock.ts';

/** Time as it is on this machine. */
export function createRealClock(): Clock {
  return createScaledClock(1);
}
