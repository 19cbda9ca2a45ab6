import { describe, expect, test } from 'vitest';
import type { ReceivedSummary } from '../../../core/model/index.ts';
import { createBodyStore } from '../../../core/receiver/body-store.ts';
import { createKeptRequests, type RecordedRequest } from '../../../core/receiver/kept-requests.ts';

function numbered(number: number, change: Partial<ReceivedSummary> = {}): RecordedRequest {
  return {
    summary: {
      id: `r${number}`,
      number,
      receiver: 'a',
      receivedAtMs: 1_700_000_000_000 + number,
      method: 'POST',
      target: `/hooks/${number % 7}`,
      bodySizeBytes: 4,
      answeredStatus: 200,
      fault: null,
      refusal: null,
      decidedBy: 'answer',
      ending: 'done',
      endedAtMs: 1_700_000_000_001 + number,
      verdict: 'valid',
      ...change,
    },
    rawHeaders: ['Host', 'x', 'X-Number', String(number)],
    body: Uint8Array.of(number, 1, 2, 3),
    connection: { remoteAddress: '127.0.0.1:5', tlsVersion: null, clientCertificate: null },
    verifier: null,
    judgedAtMs: 0,
    rules: null,
  };
}

describe('kept requests', () => {
  test('come back as they were put in, whatever was dropped before them', () => {
    const requests = createKeptRequests();
    for (let number = 1; number <= 1500; number += 1) {
      requests.add(numbered(number));
      if (number > 700) requests.dropOldest();
    }
    expect(requests.count).toBe(700);
    expect([requests.placeOf(800), requests.placeOf(801), requests.placeOf(1500), requests.placeOf(1501)]).toEqual([
      -1, 0, 699, -1,
    ]);
    for (const number of [801, 1024, 1025, 1500]) {
      const place = requests.placeOf(number);
      expect(requests.requestAt(place)).toEqual(numbered(number));
      expect(requests.idAt(place)).toBe(`r${number}`);
    }
    expect(() => requests.summaryAt(2000)).toThrow('No request is kept at place 2000');
  });

  test('have nothing, 0 and null told apart', () => {
    const requests = createKeptRequests();
    const odd: Partial<ReceivedSummary> = { receivedAtMs: 0, answeredStatus: null, endedAtMs: null, verdict: null };
    requests.add(numbered(1, { ...odd, fault: 'no-answer', ending: null }));
    requests.add(numbered(2, { endedAtMs: 0, refusal: 'no-room', answeredStatus: 503 }));
    expect(requests.summaryAt(0)).toEqual(numbered(1, { ...odd, fault: 'no-answer', ending: null }).summary);
    expect(requests.summaryAt(1)).toMatchObject({ endedAtMs: 0, refusal: 'no-room', answeredStatus: 503 });
    expect(requests.verdictAt(0)).toBeNull();
  });

  test('take a changed summary, and one of a request that was dropped changes nothing', () => {
    const requests = createKeptRequests();
    for (const number of [1, 2, 3]) requests.add(numbered(number));
    requests.dropOldest();
    const change = { ending: 'sender-left', answeredStatus: null } as const;
    requests.change(numbered(2, change).summary);
    requests.change(numbered(1, change).summary);
    expect(requests.summaryAt(0)).toMatchObject({ number: 2, ...change });
    expect(requests.summaryAt(1)).toEqual(numbered(3).summary);
  });

  test('count what they take, down to nothing', () => {
    const requests = createKeptRequests();
    for (let number = 1; number <= 600; number += 1) requests.add(numbered(number));
    expect(requests.sizeBytes).toBeGreaterThan(600 * 100);
    for (let number = 1; number <= 601; number += 1) requests.dropOldest();
    expect([requests.count, requests.sizeBytes]).toEqual([0, 0]);
    requests.add(numbered(601));
    requests.clear();
    requests.add(numbered(602));
    expect([requests.count, requests.placeOf(602)]).toEqual([1, 0]);
  });
});

test('kept bodies are their own, also where they share a buffer', () => {
  const bodies = createBodyStore();
  const read = new Uint8Array(100_000).fill(7);
  const kept = Array.from({ length: 200 }, (_, place) => bodies.keep(read.subarray(place * 400, place * 400 + 400)));
  const long = bodies.keep(read.subarray(0, 50_000));
  const alone = new Uint8Array(50_000);
  expect(bodies.keep(alone)).toBe(alone);
  read.fill(0);
  for (const body of [...kept, long]) expect(body.every((byte) => byte === 7)).toBe(true);
  expect(long.buffer.byteLength).toBe(50_000);
  expect(new Set(kept.map(({ buffer }) => buffer)).size).toBe(2);
});
