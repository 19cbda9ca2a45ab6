import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AttemptSummary, EventEnvelope, ReceivedSummary } from '../../../core/contract/index.ts';
import { createEventBatch, eventFrameMs } from '../../../core/rpc/event-batch.ts';

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
