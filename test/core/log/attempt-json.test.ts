import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAttemptJson } from '../../../core/log/attempt-json.ts';
import { headersJson, jsonOf, jsonOfMilliseconds } from '../../../core/log/json-pieces.ts';
import { readSummary } from '../../../core/log/stored-attempt.ts';
import { readRecipientRun } from '../../../core/log/stored-recipient-run.ts';
import { summaryOfRecord } from '../../../core/model/index.ts';
import { anAttempt, aRecipientRun } from './log-fixtures.ts';

const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', 'a"b', '\\', '\ud800', 'é', '\u2028'),
);

test('texts become the JSON that JSON.stringify makes of them', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(jsonOf(text)).toBe(JSON.stringify(text));
    }),
  );
});

test('durations are read back as the very numbers they were', () => {
  const durations = fc.oneof(
    fc.integer({ min: 0, max: 2_000_000_000 }).map((microseconds) => microseconds / 1000),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  );
  fc.assert(
    fc.property(durations, (duration) => {
      expect(JSON.parse(jsonOfMilliseconds(duration))).toBe(duration === 0 ? 0 : duration);
    }),
  );
  expect([null, 0.007, 0.07, 0.7, 7, 7.25].map(jsonOfMilliseconds)).toEqual([
    'null',
    '0.007',
    '0.070',
    '0.700',
    '7',
    '7.250',
  ]);
});

test('lists of headers are written right whatever list came before', () => {
  const pairs = fc.array(fc.tuple(fc.constantFrom('a', 'B', 'x-é'), fc.constantFrom('', '1', '"')), { maxLength: 4 });
  fc.assert(
    fc.property(fc.array(pairs, { maxLength: 8 }), (lists) => {
      const write = headersJson();
      for (const list of lists) expect(write(list)).toBe(JSON.stringify(list));
    }),
  );
});

test('attempts and recipients of changing kinds, written one after the other, are read back as they were', () => {
  const json = createAttemptJson();
  const attempts = [
    anAttempt(0),
    anAttempt(1, {
      displayName: 'A "b" \ud800',
      endpoint: 'https://é.example/',
      number: 2,
      verdict: 'retry',
      status: 503,
    }),
    anAttempt(1, {
      status: null,
      failureKind: 'dns-not-found',
      verdict: 'final',
      responseSizeBytes: null,
      isSigned: false,
    }),
    anAttempt(0),
  ];
  for (const attempt of attempts) {
    expect(readSummary(7, attempt.runId, json.summary(attempt))).toEqual(summaryOfRecord(attempt, 'att_7', 7));
  }
  const reason = { code: 'final-status', message: 'Nobody "there".' } as const;
  const records = [
    aRecipientRun(0),
    aRecipientRun(1, { via: null, reason, steps: [], endedAtMs: null, nextAttemptAtMs: 1.5 }),
    aRecipientRun(2, {
      via: 'projects/a',
      steps: [
        { ref: 'a', messageId: null, reason },
        { ref: 'b', messageId: 'm', reason: null },
      ],
    }),
  ];
  for (const record of records) {
    expect(readRecipientRun(record.runId, record.ordinal, json.recipientRun(record))).toEqual(record);
  }
});
