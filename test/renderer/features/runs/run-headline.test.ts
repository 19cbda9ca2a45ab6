import { expect, test } from 'vitest';
import { eventWords, recipientTotal, targetWords } from '../../../../renderer/features/runs/run-headline.ts';
import { runRecord, settings } from './fixtures.ts';

const { trigger, counts } = runRecord();
const message = (recipient: string) => ({ attemptId: `attempt of ${recipient}`, recipient });
const resent = (...recipients: string[]) =>
  runRecord({
    counts: { ...counts, recipients: 1 },
    trigger: {
      ...trigger,
      resend: {
        runId: 'run-1',
        runNumber: 1,
        signature: 'afresh',
        attempts: 'one',
        messages: recipients.map(message),
      },
    } as never,
  });

test('a run that sends again knows all of its recipients from the start', () => {
  expect(recipientTotal(runRecord())).toBe(3);
  expect(recipientTotal(resent('a/1', 'a/2', 'a/3', 'a/2'))).toBe(3);
});

test('a run that sends messages of several runs again is called by them, not by the event of one', () => {
  const { resend } = resent('a/1', 'a/2').trigger;
  const several = { ...trigger, resend: { ...resend, otherRuns: [{ runId: 'run-2', runNumber: 2 }] } } as never;
  expect(eventWords(runRecord({ trigger: several }), settings)).toBe('messages of 2 runs');
  expect(eventWords(resent('a/1'), settings)).not.toContain('runs');
});

test('the title of one for many tells how many, not one of them', () => {
  expect(targetWords(resent('a/1', 'a/2', 'a/2'), settings, () => undefined)).toBe('2 recipients');
  expect(targetWords(resent('a/1'), settings, () => undefined)).toBe('a/1');
  expect(targetWords(runRecord(), settings, () => 'Acme')).toBe('Acme');
});
