import { describe, expect, test } from 'vitest';
import { attemptFilterSchema } from '../../../../core/contract/index.ts';
import {
  activeFields,
  type DeliveryFilter,
  matchesFilter,
  noFilter,
  readFilter,
  readStatusText,
  toAttemptFilter,
  wholeEndpoint,
} from '../../../../renderer/features/deliveries/delivery-filter.ts';
import { attempt } from './fixtures.ts';

describe('readStatusText', () => {
  test.each([
    ['', { kind: 'any' }],
    [' 404 ', { kind: 'one', status: 404 }],
    ['4xx', { kind: 'class', digit: 4 }],
    ['5XX', { kind: 'class', digit: 5 }],
    ['2', { kind: 'class', digit: 2 }],
    ['6xx', null],
    ['40', null],
    ['abc', null],
  ] as const)('%j', (text, read) => {
    expect(readStatusText(text)).toEqual(read);
  });
});

describe('toAttemptFilter', () => {
  test('asks for nothing when nothing is filtered, or what is typed says nothing yet', () => {
    expect(toAttemptFilter(noFilter, 0)).toEqual({});
    expect(toAttemptFilter({ ...noFilter, status: '40', endpoint: '  ' }, 0)).toEqual({});
  });

  test('maps every field to one that the contract takes', () => {
    const filter: DeliveryFilter = {
      runId: 'r',
      messageId: 'm',
      endpoint: ' acme ',
      recipient: 'user:ada',
      verdict: 'final',
      status: '5xx',
      failureKind: 'dns-failed',
      sinceMinutes: '10',
      between: '2026-03-04 8:00 – 9:00',
    };
    const mapped = toAttemptFilter(filter, new Date('2026-03-04T08:40:00').getTime());
    expect(attemptFilterSchema.parse(mapped)).toEqual({
      runId: 'r',
      messageId: 'm',
      endpoint: 'acme',
      recipientText: 'user:ada',
      verdict: 'final',
      statusClass: 5,
      failureKind: 'dns-failed',
      startedAfterMs: new Date('2026-03-04T08:30:00').getTime(),
      startedBeforeMs: new Date('2026-03-04T09:00:00').getTime(),
    });
    expect(activeFields(filter)).toHaveLength(9);
    expect(activeFields({ ...noFilter, status: '4x', between: '10', endpoint: 'acme' })).toEqual(['endpoint']);
  });
});

describe('an endpoint in quotes', () => {
  test('is the whole of it, and none that begins with it', () => {
    const wanted = toAttemptFilter({ ...noFilter, endpoint: ` ${wholeEndpoint('https://a.example/1')}` }, 0);
    expect(attemptFilterSchema.parse(wanted)).toEqual({ endpointUrl: 'https://a.example/1' });
    expect(matchesFilter(attempt({ sequence: 1, endpoint: 'https://a.example/1' }), wanted)).toBe(true);
    expect(matchesFilter(attempt({ sequence: 2, endpoint: 'https://a.example/10' }), wanted)).toBe(false);
  });

  test('is read as text until the second quote is there', () => {
    expect(toAttemptFilter({ ...noFilter, endpoint: '"https:' }, 0)).toEqual({ endpoint: '"https:' });
  });
});

describe('matchesFilter', () => {
  const refused = attempt({ sequence: 1, status: null, failureKind: 'connection-refused', verdict: 'retry' });
  const failed = attempt({ sequence: 2, status: 503, verdict: 'final', startedAtMs: 5000 });

  test('agrees on status, class and failure', () => {
    expect(matchesFilter(failed, { statusClass: 5 })).toBe(true);
    expect(matchesFilter(failed, { statusClass: 4 })).toBe(false);
    expect(matchesFilter(failed, { status: 503 })).toBe(true);
    expect(matchesFilter(refused, { statusClass: 5 })).toBe(false);
    expect(matchesFilter(refused, { failureKind: 'connection-refused' })).toBe(true);
    expect(matchesFilter(failed, { failureKind: 'connection-refused' })).toBe(false);
  });

  test('takes none that was stopped for one that failed', () => {
    const stopped = attempt({ sequence: 3, status: null, failureKind: 'aborted', verdict: 'final' });
    expect(matchesFilter(failed, { verdict: 'final' })).toBe(true);
    expect(matchesFilter(stopped, { verdict: 'final' })).toBe(false);
    expect(matchesFilter(stopped, { verdict: 'final', failureKind: 'aborted' })).toBe(true);
  });

  test('agrees on endpoint text in any case, and on the time', () => {
    expect(matchesFilter(failed, { endpoint: 'HOOKS/prod' })).toBe(true);
    expect(matchesFilter(failed, { endpoint: 'other' })).toBe(false);
    expect(matchesFilter(failed, { startedAfterMs: 5000 })).toBe(true);
    expect(matchesFilter(failed, { startedAfterMs: 5001 })).toBe(false);
    expect(matchesFilter(failed, { startedBeforeMs: 5000 })).toBe(false);
  });
});

describe('a recipient', () => {
  test('is found by a part of its name or of its key, in any case', () => {
    const flaky = attempt({ sequence: 3, recipient: 'project_webhooks/f-1', displayName: 'Flaky server' });
    expect(matchesFilter(flaky, { recipientText: 'flaky' })).toBe(true);
    expect(matchesFilter(flaky, { recipientText: 'WEBHOOKS/f' })).toBe(true);
    expect(matchesFilter(flaky, { recipientText: 'prod' })).toBe(false);
  });
});

describe('readFilter', () => {
  test('takes back what was remembered', () => {
    const filter: DeliveryFilter = { ...noFilter, verdict: 'retry', failureKind: 'aborted', status: '404' };
    expect(readFilter(JSON.stringify(filter))).toEqual(filter);
  });

  test.each(['', 'null', '[]', '{"verdict":"maybe","status":4}'])('drops what it does not know: %s', (text) => {
    expect(readFilter(text)).toEqual(noFilter);
  });
});
