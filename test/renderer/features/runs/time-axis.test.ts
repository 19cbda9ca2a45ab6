import { describe, expect, test } from 'vitest';
import { axisOfRun, layOutAttempts, shortestLength, spanOn } from '../../../../renderer/features/runs/time-axis.ts';
import { attempt } from '../deliveries/fixtures.ts';
import { recipientRow } from './fixtures.ts';

const axis = { startMs: 1000, endMs: 2000 };

describe('axisOfRun', () => {
  test('reaches from the start to the end, or to the latest thing known', () => {
    const rows = [
      recipientRow({ attempts: [attempt({ sequence: 1, startedAtMs: 1500, durationMs: 100 })] }),
      recipientRow({ ordinal: 1, nextAttemptAtMs: 9000 }),
    ];
    expect(axisOfRun({ startedAtMs: 1000, endedAtMs: null }, rows)).toEqual({ startMs: 1000, endMs: 9000 });
    expect(axisOfRun({ startedAtMs: 1000, endedAtMs: 9500 }, rows)).toEqual({ startMs: 1000, endMs: 9500 });
    expect(axisOfRun({ startedAtMs: 1000, endedAtMs: null }, [])).toEqual({ startMs: 1000, endMs: 1000 });
  });
});

describe('spanOn', () => {
  test('scales', () => {
    expect(spanOn(axis, 1250, 1500)).toEqual({ from: 0.25, length: 0.25 });
  });

  test('is never too short to be seen, nor beyond the ends', () => {
    expect(spanOn(axis, 1500, 1500)).toEqual({ from: 0.5, length: shortestLength });
    expect(spanOn(axis, 2000, 2000)).toEqual({ from: 1 - shortestLength, length: shortestLength });
    expect(spanOn(axis, 0, 5000)).toEqual({ from: 0, length: 1 });
    expect(spanOn({ startMs: 5, endMs: 5 }, 5, 5)).toEqual({ from: 0, length: shortestLength });
  });
});

describe('layOutAttempts', () => {
  const first = attempt({ sequence: 1, startedAtMs: 1000, durationMs: 100, verdict: 'retry' });
  const second = attempt({ sequence: 2, startedAtMs: 1500, durationMs: 100, verdict: 'retry' });

  test('shows waits between the attempts of a message and up to the next one that is due', () => {
    const bars = layOutAttempts(axis, { attempts: [first, second], nextAttemptAtMs: 1900 });
    expect(bars.attempts.map(({ from, verdict }) => [from, verdict])).toEqual([
      [0, 'retry'],
      [0.5, 'retry'],
    ]);
    expect(bars.waits).toEqual([
      { from: 0.1, length: 0.4 },
      { from: 0.6, length: expect.closeTo(0.3) },
    ]);
  });

  test('one that the user stopped is none that failed', () => {
    const aborted = attempt({ sequence: 3, startedAtMs: 1500, failureKind: 'aborted', verdict: 'final' });
    const bars = layOutAttempts(axis, { attempts: [first, aborted], nextAttemptAtMs: null });
    expect(bars.attempts.map(({ isStopped }) => isStopped)).toEqual([false, true]);
  });

  test('two messages do not wait for each other', () => {
    const other = { ...second, messageId: 'msg_2' };
    expect(layOutAttempts(axis, { attempts: [first, other], nextAttemptAtMs: null }).waits).toEqual([]);
  });
});
