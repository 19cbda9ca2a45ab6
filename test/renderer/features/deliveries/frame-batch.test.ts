import { expect, test } from 'vitest';
import { createFrameBatch } from '../../../../renderer/features/deliveries/frame-batch.ts';

function manualFrames() {
  let waiting: (() => void)[] = [];
  return {
    schedule(run: () => void) {
      waiting.push(run);
      return () => {
        waiting = waiting.filter((other) => other !== run);
      };
    },
    next() {
      for (const run of waiting.splice(0)) run();
    },
    count: () => waiting.length,
  };
}

test('hands over at most once per frame, everything in order', () => {
  const frames = manualFrames();
  const handed: number[][] = [];
  const batch = createFrameBatch<number>((items) => handed.push(items), frames.schedule);
  batch.add([1]);
  batch.add([2, 3]);
  expect(handed).toEqual([]);
  expect(frames.count()).toBe(1);
  frames.next();
  batch.add([4]);
  frames.next();
  frames.next();
  expect(handed).toEqual([[1, 2, 3], [4]]);
});

test('hands over nothing after it was stopped', () => {
  const frames = manualFrames();
  const handed: number[][] = [];
  const batch = createFrameBatch<number>((items) => handed.push(items), frames.schedule);
  batch.add([1]);
  batch.stop();
  frames.next();
  expect(handed).toEqual([]);
});
