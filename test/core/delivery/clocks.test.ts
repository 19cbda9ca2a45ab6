import { expect, test } from 'vitest';
import { createRealClock, createScaledClock, createVirtualClock } from '../../../core/delivery/index.ts';

const never = new AbortController().signal;

test('a virtual clock wakes sleepers in order of time, then of coming', async () => {
  const clock = createVirtualClock(1000);
  const woken: [string, number][] = [];
  const sleepTwice = async (name: string, first: number, second: number): Promise<void> => {
    clock.hold();
    await clock.sleep(first, never);
    woken.push([`${name}1`, clock.nowMs()]);
    await clock.sleep(second, never);
    woken.push([`${name}2`, clock.nowMs()]);
    clock.release();
  };
  clock.hold();
  const all = Promise.all([sleepTwice('a', 50, 50), sleepTwice('b', 10, 40), sleepTwice('c', 50, 1)]);
  clock.release();
  await all;
  expect(woken).toEqual([
    ['b1', 1010],
    ['a1', 1050],
    ['c1', 1050],
    ['b2', 1050],
    ['c2', 1051],
    ['a2', 1100],
  ]);
});

test('a virtual clock stands while anyone holds it, however long real work takes', async () => {
  const clock = createVirtualClock(0);
  let isAwake = false;
  clock.hold();
  clock.hold();
  const sleeper = clock.sleep(75 * 3_600_000, never).then(() => {
    isAwake = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(clock.nowMs()).toBe(0);
  expect(isAwake).toBe(false);
  clock.release();
  await sleeper;
  expect(clock.nowMs()).toBe(75 * 3_600_000);
});

test('thousands of sleepers wake at their own times', async () => {
  const clock = createVirtualClock(0);
  const wrong: number[] = [];
  clock.hold();
  const sleepers = Array.from({ length: 5000 }, async (_, index) => {
    const ms = (index * 7919) % 5003;
    clock.hold();
    await clock.sleep(ms, never);
    if (clock.nowMs() !== ms) wrong.push(ms);
    clock.release();
  });
  clock.release();
  await Promise.all(sleepers);
  expect(wrong).toEqual([]);
});

test.each([
  ['virtual', () => createVirtualClock(0)],
  ['real', () => createRealClock()],
  ['scaled', () => createScaledClock(1000)],
])('aborting wakes the sleepers of a %s clock at once and leaves the time', async (_name, create) => {
  const clock = create();
  const stopper = new AbortController();
  clock.hold();
  clock.hold();
  const before = clock.nowMs();
  const sleeping = Promise.all([clock.sleep(1e12, stopper.signal), new Promise((done) => setImmediate(done))]);
  stopper.abort();
  await sleeping;
  expect(clock.nowMs() - before).toBeLessThan(1e9);
  await clock.sleep(1e12, stopper.signal);
});

test('releasing more often than holding is a mistake', () => {
  expect(() => createVirtualClock(0).release()).toThrow('more often');
});

test('a scaled clock passes its own time', async () => {
  const clock = createScaledClock(100_000);
  const before = clock.nowMs();
  await clock.sleep(500_000, never);
  // A timer counts whole milliseconds, and may fire almost one of them early.
  expect(clock.nowMs() - before).toBeGreaterThanOrEqual(400_000);
  expect(() => createScaledClock(0)).toThrow(RangeError);
});
