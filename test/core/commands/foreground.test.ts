import { expect, it } from 'vitest';
import { createForeground } from '../../../core/commands/foreground.ts';

/** A clock that stands still until somebody pauses; `during` runs in the middle of each pause. */
function fakeTime(during: (atMs: number) => void = () => undefined) {
  let atMs = 1_000;
  const pauses: number[] = [];
  const foreground = createForeground({
    monotonicMs: () => atMs,
    async pause(delayMs) {
      pauses.push(delayMs);
      atMs += delayMs / 2;
      during(atMs);
      atMs += delayMs / 2;
    },
  });
  return { foreground, pauses, nowMs: () => atMs };
}

it('waits for nothing when nobody waits', async () => {
  const { foreground, pauses } = fakeTime();
  await foreground.rest(500);
  expect(pauses).toEqual([0]);
});

it('waits until nobody has waited for as long as was asked', async () => {
  const { foreground, nowMs } = fakeTime();
  foreground.note();
  await foreground.rest(500);
  expect(nowMs()).toBe(1_500);
});

it('waits no longer when it is aborted', async () => {
  const reason = new Error('The engine is closed.');
  const foreground = createForeground({
    monotonicMs: () => 0,
    pause: async (_delayMs, signal) => {
      if (signal?.aborted === true) throw signal.reason;
    },
  });
  foreground.note();
  await expect(foreground.rest(500, AbortSignal.abort(reason))).rejects.toBe(reason);
});

it('waits on while answers are asked for', async () => {
  let isNoted = false;
  const { foreground, nowMs } = fakeTime((atMs) => {
    if (!isNoted && atMs > 1_200) {
      isNoted = true;
      foreground.note();
    }
  });
  foreground.note();
  await foreground.rest(500);
  // Noted again in the middle of the first pause, at 1,250.
  expect(nowMs()).toBe(1_750);
});
