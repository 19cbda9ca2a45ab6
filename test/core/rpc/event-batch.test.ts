import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AttemptSummary, EventEnvelope, EventPayload, ReceivedSummary } from '../../../core/contract/index.ts';
import { createEventBatch, eventFrameMs, unheardLimit, waitingLimit } from '../../../core/rpc/event-batch.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const attempt = (id: string) => ({ id }) as AttemptSummary;
const attempts = (runId: string, ...ids: string[]): EventEnvelope => ({
  name: 'runs.attempts',
  payload: { runId, attempts: ids.map(attempt) },
});
const received = (number: number): EventEnvelope => ({
  name: 'receivers.received',
  payload: { number } as ReceivedSummary,
});

test('a burst within one frame is one message', () => {
  const sent: EventEnvelope[][] = [];
  const batch = createEventBatch((events) => sent.push(events));
  for (let number = 0; number < 1000; number += 1) batch.add(received(number));
  expect(sent).toHaveLength(0);
  vi.advanceTimersByTime(eventFrameMs);
  expect(sent).toHaveLength(1);
  expect(sent[0]).toHaveLength(1000);
});

test('a rename is told at once, behind what was waiting: no answer that knows the new key comes before it', () => {
  const sent: EventEnvelope[][] = [];
  const batch = createEventBatch((events) => sent.push(events));
  const renamed: EventEnvelope = {
    name: 'documents.renamed',
    payload: { kind: 'recipient', environment: 'development', collection: 'projects', from: 'new-project', to: 'acme' },
  };
  batch.add(received(1));
  batch.add(renamed);
  batch.add(received(2));
  expect(sent).toEqual([[received(1), renamed]]);
  vi.advanceTimersByTime(eventFrameMs);
  expect(sent.slice(1)).toEqual([[received(2)]]);
});

test('attempts of one run are joined without touching what other connections hold', () => {
  const sent: EventEnvelope[][] = [];
  const batch = createEventBatch((events) => sent.push(events));
  const first = attempts('r1', 'a');
  batch.add(first);
  batch.add(attempts('r2', 'x'));
  batch.add(attempts('r1', 'b', 'c'));
  vi.advanceTimersByTime(eventFrameMs);
  expect(sent[0]).toEqual([attempts('r1', 'a', 'b', 'c'), attempts('r2', 'x')]);
  expect(first).toEqual(attempts('r1', 'a'));
});

test('a state replaces its older self and stays behind what came before it', () => {
  const sent: EventEnvelope[][] = [];
  const batch = createEventBatch((events) => sent.push(events));
  const state = (receivedCount: number): EventEnvelope => ({
    name: 'receivers.state',
    payload: {
      receiver: 'prod',
      status: 'running',
      url: null,
      problem: null,
      receivedCount,
      invalidCount: 0,
      lastReceivedAtMs: null,
      missed: null,
    },
  });
  batch.add(state(1));
  batch.add(received(1));
  batch.add(state(2));
  vi.advanceTimersByTime(eventFrameMs);
  expect(sent[0]).toEqual([received(1), state(2)]);
});

test('nothing is sent after the connection has ended', () => {
  const sent: EventEnvelope[][] = [];
  const batch = createEventBatch((events) => sent.push(events));
  batch.add(received(1));
  batch.close();
  vi.advanceTimersByTime(eventFrameMs * 2);
  expect(sent).toEqual([]);
});

describe('a reader that does not read', () => {
  const state = (receivedCount: number): EventEnvelope => ({
    name: 'receivers.state',
    payload: { receiver: 'prod', receivedCount } as EventPayload<'receivers.state'>,
  });

  /** A batch whose reader has not heard as many messages as may be under way. */
  function heldBatch() {
    const sent: { events: EventEnvelope[]; isGap: boolean }[] = [];
    const batch = createEventBatch((events, isGap) => sent.push({ events, isGap }));
    for (let number = 0; number < unheardLimit; number += 1) {
      batch.add(received(number));
      vi.advanceTimersByTime(eventFrameMs);
    }
    expect(sent).toHaveLength(unheardLimit);
    sent.length = 0;
    return { batch, sent };
  }

  test('gets what has come since when it reads again: all of it, states as they are now', () => {
    const { batch, sent } = heldBatch();
    for (let count = 0; count < 3; count += 1) {
      batch.add(state(count));
      batch.add(received(count));
      vi.advanceTimersByTime(eventFrameMs);
    }
    expect(sent).toEqual([]);
    batch.heard(1);
    expect(sent).toEqual([{ events: [received(0), received(1), state(2), received(2)], isGap: false }]);
    batch.add(received(3));
    vi.advanceTimersByTime(eventFrameMs);
    batch.heard(unheardLimit);
    expect(sent[1]).toEqual({ events: [received(3)], isGap: false });
  });

  test.each([
    ['requests', Array.from({ length: waitingLimit + 1 }, (_, number) => received(number))],
    ['attempts', [attempts('r1', ...Array.from({ length: waitingLimit + 1 }, (_, number) => String(number)))]],
    [
      'documents',
      Array.from({ length: waitingLimit / 10 }, (): EventEnvelope => ({ name: 'documents.changed', payload: {} })),
    ],
  ])('costs no more than a bound: too many %s are dropped, and it is told that some are missing', (_what, events) => {
    const { batch, sent } = heldBatch();
    for (const event of events) {
      batch.add(event);
      vi.advanceTimersByTime(eventFrameMs);
    }
    batch.add(received(7));
    batch.heard(1);
    expect(sent).toEqual([{ events: [], isGap: true }]);
    batch.heard(1);
    batch.add(received(8));
    vi.advanceTimersByTime(eventFrameMs);
    expect(sent[1]).toEqual({ events: [received(8)], isGap: false });
  });

  test('one state told a million times is one', () => {
    const { batch, sent } = heldBatch();
    for (let count = 0; count <= 2 * waitingLimit; count += 1) batch.add(state(count));
    vi.advanceTimersByTime(eventFrameMs);
    batch.heard(1);
    expect(sent).toEqual([{ events: [state(2 * waitingLimit)], isGap: false }]);
  });
});
