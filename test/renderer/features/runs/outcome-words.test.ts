import { describe, expect, test } from 'vitest';
import { recipientRunStatuses } from '../../../../core/contract/index.ts';
import { rowAdvice, rowWhy, rowWords } from '../../../../renderer/features/runs/outcome-words.ts';
import { attempt } from '../deliveries/fixtures.ts';
import { recipientRow } from './fixtures.ts';

const failedTwice = [
  attempt({ sequence: 1, number: 1, status: 500, verdict: 'retry' }),
  attempt({ sequence: 2, number: 2, status: 500, verdict: 'retry' }),
];

describe('rowWords', () => {
  test('delivered at once, and after failures', () => {
    expect(rowWords(recipientRow({ attempts: [attempt({ sequence: 1 })] }))).toBe('200');
    const attempts = [...failedTwice, attempt({ sequence: 3, number: 3 })];
    expect(rowWords(recipientRow({ attempts }))).toBe('200 after 2 failures');
  });

  test('an attempt that was stopped is no failure', () => {
    const stopped = attempt({ sequence: 1, number: 1, status: null, failureKind: 'aborted', verdict: 'final' });
    expect(rowWords(recipientRow({ attempts: [stopped, attempt({ sequence: 2, number: 2 })] }))).toBe('200');
  });

  test('two messages have two answers', () => {
    const attempts = [attempt({ sequence: 1 }), attempt({ sequence: 2, messageId: 'msg_2', status: 202 })];
    expect(rowWords(recipientRow({ attempts }))).toBe('200, 202');
  });

  test('of many messages same answers are counted, and those that failed are told of all', () => {
    const delivered = [1, 2, 3].map((sequence) => attempt({ sequence, messageId: `msg_${sequence}` }));
    const failed = attempt({ sequence: 4, messageId: 'msg_4', status: 401, verdict: 'final' });
    expect(rowWords(recipientRow({ attempts: delivered }))).toBe('200 × 3');
    expect(rowWords(recipientRow({ status: 'undelivered', attempts: [...delivered, failed] }))).toBe(
      '1 of 4 messages, 401: final',
    );
  });

  test('waiting says what came and what follows', () => {
    expect(rowWords(recipientRow({ status: 'waiting', attempts: failedTwice }))).toBe('500: waiting for attempt 3');
  });

  test('sending counts from the attempts there were', () => {
    expect(rowWords(recipientRow({ status: 'sending' }))).toBe('sending');
    expect(rowWords(recipientRow({ status: 'sending', attempts: failedTwice }))).toBe('sending, attempt 3');
  });

  test('stopped says so once, with the last answer where there was one', () => {
    const aborted = attempt({ sequence: 3, number: 3, status: null, failureKind: 'aborted', verdict: 'final' });
    expect(rowWords(recipientRow({ status: 'stopped', attempts: [...failedTwice, aborted] }))).toBe('stopped');
    expect(rowWords(recipientRow({ status: 'stopped', attempts: failedTwice }))).toBe('500: stopped');
  });

  test('undelivered: final at once, used up, or never sent', () => {
    const refused = [attempt({ sequence: 1, status: 401, verdict: 'final' })];
    const final = { code: 'final-status', message: 'The endpoint answered 401, which is final.' } as const;
    expect(rowWords(recipientRow({ status: 'undelivered', reason: final, attempts: refused }))).toBe('401: final');
    const usedUp = { code: 'attempts-used-up', message: 'x' } as const;
    const attempts = [...failedTwice, attempt({ sequence: 3, number: 3, status: 503, verdict: 'final' })];
    expect(rowWords(recipientRow({ status: 'undelivered', reason: usedUp, attempts }))).toBe(
      '503: gave up after 3 attempts',
    );
    const template = { code: 'template-error', message: 'Unknown filter "x".' } as const;
    expect(rowWords(recipientRow({ status: 'undelivered', reason: template }))).toBe('not sent: Unknown filter "x"');
  });

  test('skipped says why in one sentence', () => {
    const reason = { code: 'empty-signing-key', message: 'The signing key renders empty.' } as const;
    expect(rowWords(recipientRow({ status: 'skipped', reason }))).toBe('skipped: the signing key renders empty');
  });

  test('of an unmet condition the first words are what it asks for', () => {
    const message = 'A condition of the step is not met: recipient.event_types contains "a"; it is ["b"; "c"].';
    const reason = { code: 'step-conditions', message } as const;
    expect(rowWords(recipientRow({ status: 'skipped', reason }))).toBe(
      'skipped unless recipient.event_types contains "a"',
    );
  });

  test('every status has words', () => {
    for (const status of recipientRunStatuses) expect(rowWords(recipientRow({ status }))).toMatch(/\w/);
  });
});

describe('rowAdvice', () => {
  test('goes by the answer that failed', () => {
    const attempts = [attempt({ sequence: 1, status: 401, verdict: 'final' })];
    expect(rowAdvice(recipientRow({ status: 'undelivered', attempts }))).toMatch(/key/);
  });

  test('is there before the next attempt too, with what the last one failed of', () => {
    const attempts = [attempt({ sequence: 1, status: null, failureKind: 'connection-refused', verdict: 'retry' })];
    const row = recipientRow({ status: 'waiting', attempts });
    expect(rowWhy(row)).toMatch(/nothing accepts connections/);
    expect(rowAdvice(row)).toMatch(/^Start the endpoint/);
    expect(rowAdvice(recipientRow({ status: 'sending' }))).toBeNull();
  });

  test('goes by the reason when nothing was sent, and is silent when all is well', () => {
    const reason = { code: 'empty-signing-key', message: 'x' } as const;
    expect(rowAdvice(recipientRow({ status: 'skipped', reason }))).toMatch(/signing key/);
    expect(rowAdvice(recipientRow({ status: 'delivered', reason: { code: 'delivered', message: 'x' } }))).toBeNull();
  });
});
