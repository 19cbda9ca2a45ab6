import { expect, test } from 'vitest';
import { layOutPhases } from '../../../../renderer/features/deliveries/phases.ts';

const none = {
  queueMs: null,
  dnsMs: null,
  connectMs: null,
  tlsMs: null,
  sendMs: null,
  firstByteMs: null,
  downloadMs: null,
};

test('phases follow each other on one axis; a missing one takes no room', () => {
  const phases = layOutPhases({ ...none, queueMs: 10, connectMs: 30, firstByteMs: 60, totalMs: 100 });
  expect(phases.map(({ name, from, length }) => [name, from, length])).toEqual([
    ['queueMs', 0, 0.1],
    ['dnsMs', 0.1, 0],
    ['connectMs', 0.1, 0.3],
    ['tlsMs', 0.4, 0],
    ['sendMs', 0.4, 0],
    ['firstByteMs', 0.4, 0.6],
    ['downloadMs', 1, 0],
  ]);
});

test('phases that sum to more than the total still fit', () => {
  const phases = layOutPhases({ ...none, sendMs: 3, downloadMs: 3, totalMs: 5 });
  for (const { from, length } of phases) expect(from + length).toBeLessThanOrEqual(1);
});

test('an attempt that took no time has no lengths', () => {
  for (const { from, length } of layOutPhases({ ...none, totalMs: 0 })) expect([from, length]).toEqual([0, 0]);
});
