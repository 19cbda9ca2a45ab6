import { describe, expect, test } from 'vitest';
import { failureCatalogue, failureKinds } from '../../../../core/contract/index.ts';
import { adviceFor, attemptWords } from '../../../../renderer/features/deliveries/outcome-words.ts';
import { attempt } from './fixtures.ts';

describe('attemptWords', () => {
  test.each([
    [{ status: 200, number: 1, verdict: 'delivered' }, '200'],
    [{ status: 202, number: 2, verdict: 'delivered' }, '202 after 1 failure'],
    [{ status: 200, number: 3, verdict: 'delivered' }, '200 after 2 failures'],
    [{ status: 500, verdict: 'retry' }, '500: not final'],
    [{ status: 401, verdict: 'final' }, '401: final'],
    [{ status: null, failureKind: 'connection-refused', verdict: 'retry' }, 'connection refused: not final'],
    [{ status: null, failureKind: 'dns-failed', verdict: 'final' }, 'DNS did not answer: final'],
    [{ status: null, failureKind: 'aborted', verdict: 'final' }, 'stopped'],
    [{ status: null, failureKind: 'invalid-url', verdict: 'final' }, 'URL is not valid: final'],
  ] as const)('%j', (part, words) => {
    expect(attemptWords(attempt({ sequence: 1, ...part }))).toBe(words);
  });
});

describe('attemptWords with the other attempts of the message', () => {
  const first = attempt({ sequence: 1, id: 'first', number: 1, status: 500, verdict: 'retry' });
  const stopped = { id: 'stopped', number: 2, status: null, failureKind: 'aborted', verdict: 'final' } as const;
  const second = attempt({ sequence: 2, ...stopped });
  const third = attempt({ sequence: 3, id: 'third', number: 3, status: 200, verdict: 'delivered' });

  test('say what became of a retry', () => {
    expect(attemptWords(first, { siblings: [first], isRunOver: false })).toBe('500: will retry');
    expect(attemptWords(first, { siblings: [first], isRunOver: true })).toBe('500: not retried');
    expect(attemptWords(first, { siblings: [first, second], isRunOver: false })).toBe('500: retried');
    const again = { ...third, runId: 'another', number: 1 };
    expect(attemptWords(first, { siblings: [first, again], isRunOver: true })).toBe('500: not retried');
  });

  test('count only failures of its own run, and no attempt that was stopped', () => {
    expect(attemptWords(third, { siblings: [first, second, third], isRunOver: true })).toBe('200 after 1 failure');
    expect(attemptWords(third, { siblings: [second, third], isRunOver: true })).toBe('200');
  });
});

describe('adviceFor', () => {
  const of = (status: number | null, failureKind: (typeof failureKinds)[number] | null = null) =>
    adviceFor({ status, failureKind, isDelivered: false });

  test('has nothing to say about what was delivered', () => {
    expect(adviceFor({ status: 200, failureKind: null, isDelivered: true })).toBeNull();
  });

  test('takes the next step of a failure from the catalogue', () => {
    for (const kind of failureKinds) expect(of(null, kind)).toBe(failureCatalogue[kind].nextStep);
  });

  test('says something for every status, and more for those it knows', () => {
    for (let status = 100; status < 600; status += 1) expect(of(status)).toMatch(/\w/);
    expect(of(401)).not.toBe(of(402));
    expect(of(503)).toBe(of(500));
    expect(of(302)).toMatch(/redirect/i);
  });
});
