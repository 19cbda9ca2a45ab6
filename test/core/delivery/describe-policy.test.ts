import { expect, test } from 'vitest';
import { describeDuration, describePolicy, policyPresets } from '../../../core/delivery/index.ts';

test.each([
  [0, '0 ms'],
  [850, '850 ms'],
  [17_000, '17 s'],
  [17_550, '17.6 s'],
  [60_000, '1 min'],
  [90_000, '1 min 30 s'],
  [119_800, '2 min'],
  [3_600_000, '1 h'],
  [9_000_000, '2 h 30 min'],
  [86_400_000, '1 d'],
  [271_805_000, '3 d 4 h'],
])('%i ms is %s', (ms, words) => {
  expect(describeDuration(ms)).toBe(words);
});

test('presets in words', () => {
  expect(describePolicy(policyPresets.knock)).toBe(
    'Up to 8 attempts: at once, then after waits of 17 s, 19 s, 23 s, 31 s, 47 s, 1 min 19 s, 2 min 23 s; ' +
      'each wait is 0 to 10 % longer, by chance. An attempt may take 50 s. Any 2xx answer is a delivery. ' +
      'Not tried again: 401, 403, 404, 405, "URL is not valid", "Host name not found", ' +
      '"Blocked by the delivery policy". A Retry-After header changes nothing. ' +
      'Plain http is called on this machine only.',
  );
  expect(describePolicy(policyPresets.none)).toBe(
    'One attempt, no retries. An attempt may take 10 s. Any 2xx answer is a delivery. ' +
      'Plain http is called on this machine only.',
  );
  expect(describePolicy({ ...policyPresets.none, maxAttempts: 3, retryDelaysMs: [1000], plainHttp: 'never' })).toBe(
    'Up to 3 attempts: at once, then after waits of 1 s, the last wait repeating. An attempt may take 10 s. ' +
      'Any 2xx answer is a delivery. Everything else is tried again. A Retry-After header changes nothing. ' +
      'Only https is called.',
  );
});
