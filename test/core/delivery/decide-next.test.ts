import { expect, test } from 'vitest';
import {
  decideNext,
  describeDuration,
  type NextStep,
  policyPresets,
  resolvePolicy,
} from '../../../core/delivery/index.ts';
import {
  type AttemptOutcome,
  attemptOffsetsMs,
  type DeliveryPolicy,
  deliveryPolicySchema,
  type FailureKind,
  failureKinds,
} from '../../../core/model/index.ts';

function answered(status: number, headers: [string, string][] = []): AttemptOutcome {
  const response = { status, headers, body: new Uint8Array(), bodySizeBytes: 0, isTruncated: false };
  return { kind: 'response', response };
}

function failed(kind: FailureKind): AttemptOutcome {
  return { kind: 'failure', failure: { kind, detail: '', code: null } };
}

const decide = (policy: DeliveryPolicy, attempt: number, outcome: AttemptOutcome, random = 0): NextStep =>
  decideNext(policy, attempt, outcome, () => random, 1_000_000_000_000);

const { knock, none } = policyPresets;
const standard = policyPresets['standard-webhooks'];

test.each(Object.entries(policyPresets))('the preset %s passes the schema and can be chosen', (key, policy) => {
  expect(deliveryPolicySchema.parse(policy)).toEqual(policy);
  expect(resolvePolicy({ preset: key })).toBe(policy);
});

test('an unknown preset or a custom policy out of bounds is none', () => {
  expect(resolvePolicy({ preset: 'toString' })).toBeNull();
  expect(resolvePolicy({ preset: 'nowhere' })).toBeNull();
  expect(resolvePolicy({ custom: { ...none, maxAttempts: 0 } })).toBeNull();
  expect(resolvePolicy({ custom: { ...none, name: 'Mine' } })).toMatchObject({ name: 'Mine' });
});

test.each([200, 201, 204, 299])('%i is a delivery', (status) => {
  expect(decide(knock, 3, answered(status))).toEqual({
    verdict: 'delivered',
    reason: { code: 'delivered', message: `The endpoint answered ${status}.` },
  });
});

test.each([301, 304, 400, 409, 410, 422, 429, 500, 503])('Knock tries again after %i', (status) => {
  expect(decide(knock, 1, answered(status)).verdict).toBe('retry');
});

test.each([401, 403, 404, 405])('Knock gives up at %i', (status) => {
  expect(decide(knock, 1, answered(status))).toEqual({
    verdict: 'final',
    reason: {
      code: 'final-status',
      message: `The endpoint answered ${status}, which the policy "Knock" does not retry.`,
    },
  });
});

test('Knock gives up at once only for failures that time does not heal', () => {
  const finals = failureKinds.filter((kind) => decide(knock, 1, failed(kind)).verdict === 'final');
  expect(finals).toEqual(['invalid-url', 'blocked-by-policy', 'dns-not-found', 'aborted']);
});

test("Knock's seven waits, without and with the most jitter", () => {
  const waits = (random: number): number[] =>
    [1, 2, 3, 4, 5, 6, 7].map((attempt) => {
      const next = decide(knock, attempt, answered(500), random);
      return next.verdict === 'retry' ? next.delayMs : -1;
    });
  expect(waits(0)).toEqual([17_000, 19_000, 23_000, 31_000, 47_000, 79_000, 143_000]);
  expect(waits(1)).toEqual([18_700, 20_900, 25_300, 34_100, 51_700, 86_900, 157_300]);
});

test('the last attempt is the last', () => {
  expect(decide(knock, 8, failed('connection-refused'))).toEqual({
    verdict: 'final',
    reason: {
      code: 'attempts-used-up',
      message: 'There was no answer (connection refused), and this was the last of 8 attempts.',
    },
  });
  expect(decide(none, 1, answered(500))).toMatchObject({
    reason: { message: 'The endpoint answered 500, and this was the only attempt.' },
  });
});

test('of what was never sent it is not said that no answer came', () => {
  expect(decide(knock, 1, failed('invalid-url'))).toMatchObject({
    reason: { message: 'Nothing was sent (URL is not valid), which the policy "Knock" does not retry.' },
  });
});

test('of an answer that began it is not said that there was none', () => {
  for (const kind of ['response-incomplete', 'body-timeout', 'response-too-large', 'headers-too-large'] as const) {
    const next = decide(none, 1, failed(kind));
    expect(next.verdict === 'final' && next.reason.message).toMatch(/^There was no complete answer \(/);
  }
});

test('Standard Webhooks: its schedule to either side, final at 410', () => {
  const hours = (h: number): number => h * 3_600_000;
  const expected = [5000, 300_000, 1_800_000, ...[2, 5, 10, 14, 20, 24].map(hours)];
  expect(standard.retryDelaysMs).toEqual(expected);
  expect(decide(standard, 1, answered(500), 0)).toMatchObject({ delayMs: 4500 });
  expect(decide(standard, 1, answered(500), 0.5)).toMatchObject({ delayMs: 5000 });
  expect(decide(standard, 9, answered(500), 0.5)).toMatchObject({ delayMs: hours(24) });
  expect(decide(standard, 10, answered(500)).verdict).toBe('final');
  expect(decide(standard, 1, answered(410)).verdict).toBe('final');
});

test('Svix: a Retry-After makes a wait at most twice as long', () => {
  const asked = (seconds: string) => decide(policyPresets.svix, 2, answered(503, [['retry-after', seconds]]), 0.5);
  expect(asked('400')).toMatchObject({ delayMs: 400_000 });
  expect(asked('9999')).toMatchObject({ delayMs: 600_000 });
  expect(asked('1')).toMatchObject({ delayMs: 300_000 });
});

test('what is published of the schedules: attempts in all, and the time from the first to the last', () => {
  const spans = Object.entries(policyPresets).map(([key, policy]) => [
    key,
    policy.maxAttempts,
    describeDuration(attemptOffsetsMs(policy).at(-1) ?? -1),
  ]);
  expect(spans).toEqual([
    ['knock', 8, '5 min 59 s'],
    ['standard-webhooks', 10, '3 d 4 h'],
    ['svix', 8, '1 d 4 h'],
    ['stripe', 10, '3 d'],
    ['shopify', 9, '4 h'],
    ['outpost', 11, '8 h 32 min'],
    ['none', 1, '0 ms'],
  ]);
});

test('attempts beyond the waits follow at the last wait, or at once when there is none', () => {
  expect(attemptOffsetsMs({ ...none, maxAttempts: 4, retryDelaysMs: [10, 20] })).toEqual([0, 10, 30, 50]);
  expect(attemptOffsetsMs({ ...none, maxAttempts: 3 })).toEqual([0, 0, 0]);
});

test.each([
  ['seconds', [['Retry-After', '120']], 120_000],
  ['less than the own wait', [['retry-after', '1']], 5000],
  ['more than a day', [['retry-after', '999999']], 86_400_000],
  [
    'a date, measured from the response',
    [
      ['Date', 'Sun, 06 Nov 1994 08:49:37 GMT'],
      ['Retry-After', 'Sun, 06 Nov 1994 08:50:37 GMT'],
    ],
    60_000,
  ],
  ['a date without the response having one', [['retry-after', 'Sun, 09 Sep 2001 01:47:10 GMT']], 30_000],
  ['nonsense', [['retry-after', 'soon']], 5000],
] as [string, [string, string][], number][])('Retry-After: %s', (_name, headers, delayMs) => {
  expect(decide(standard, 1, answered(503, headers), 0.5)).toMatchObject({ verdict: 'retry', delayMs });
});

test('Knock ignores Retry-After', () => {
  expect(decide(knock, 1, answered(429, [['retry-after', '600']]))).toMatchObject({ delayMs: 17_000 });
});

test('a retry says when and why', () => {
  expect(decide(standard, 1, answered(503, [['retry-after', '90']]), 0.5)).toMatchObject({
    message: 'The endpoint answered 503; the next attempt follows in 1 min 30 s, as it asked.',
  });
});

test('the last wait repeats when there are more attempts than waits', () => {
  const policy: DeliveryPolicy = { ...none, maxAttempts: 5, retryDelaysMs: [10, 20] };
  expect([1, 2, 3, 4].map((attempt) => decide(policy, attempt, answered(500)))).toMatchObject([
    { delayMs: 10 },
    { delayMs: 20 },
    { delayMs: 20 },
    { delayMs: 20 },
  ]);
  expect(decide({ ...policy, retryDelaysMs: [] }, 1, answered(500))).toMatchObject({ delayMs: 0 });
});
