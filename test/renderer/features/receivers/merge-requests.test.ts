import { describe, expect, test } from 'vitest';
import type { ReceivedSummary } from '../../../../core/contract/index.ts';
import { mergeRequests, updateRequests } from '../../../../renderer/features/receivers/merge-requests.ts';

function request(number: number): ReceivedSummary {
  return {
    id: `request-${number}`,
    number,
    receiver: 'prod-hook',
    receivedAtMs: number,
    method: 'POST',
    target: '/hooks/prod',
    bodySizeBytes: 2,
    answeredStatus: 200,
    fault: null,
    refusal: null,
    decidedBy: 'answer',
    ending: 'done',
    endedAtMs: number,
    verdict: 'valid',
  };
}
const numbers = (rows: readonly ReceivedSummary[]) => rows.map(({ number }) => number);

describe('mergeRequests', () => {
  test('newer ones go on top, older pages below, whatever their order', () => {
    const rows = mergeRequests([], [request(4), request(5)]);
    expect(numbers(rows)).toEqual([5, 4]);
    expect(numbers(mergeRequests(rows, [request(6), request(7), request(3), request(2)]))).toEqual([7, 6, 5, 4, 3, 2]);
  });

  test('each is there once, and nothing new is the very same list', () => {
    const rows = [request(5), request(4)];
    expect(mergeRequests(rows, [request(4), request(5)])).toBe(rows);
    expect(numbers(mergeRequests(rows, [request(5), request(6)]))).toEqual([6, 5, 4]);
  });
});

test('what becomes of requests replaces them where they are, and adds none', () => {
  const rows = [request(5), { ...request(4), answeredStatus: null, ending: null }];
  const updated = updateRequests(rows, [request(4), request(9)]);
  expect(updated).toEqual([request(5), request(4)]);
  expect(updateRequests(rows, [request(9)])).toBe(rows);
});
