import { type Clock, createRealClock, createScaledClock, createVirtualClock } from '../../delivery/index.ts';
import type { ClockChoice } from '../../model/index.ts';

/** The clock a trigger asks for. A virtual one begins at `nowMs`. */
export function clockOf(choice: ClockChoice, nowMs: number): Clock {
  if (choice === 'real') return createRealClock();
  return choice === 'virtual' ? createVirtualClock(nowMs) : createScaledClock(choice.scale);
}
