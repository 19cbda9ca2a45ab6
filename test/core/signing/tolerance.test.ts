import { describe, expect, it } from 'vitest';
import type { SignatureScheme } from '../../../core/model/index.ts';
import { signRequest, verifyRequest } from '../../../core/signing/index.ts';
import { bytes, preset, requestOf } from './scheme-builders.ts';

const stampMs = 1_700_000_000_000;
const keys: Record<string, string> = { 'standard-webhooks': `whsec_${Buffer.from('secret').toString('base64')}` };

function verdictAfter(scheme: SignatureScheme, key: string, offsetMs: number, signedAtMs = stampMs) {
  const body = bytes('{}');
  const request = requestOf(body);
  const { headers } = signRequest({ scheme, key, request, messageId: 'msg_1', timestampMs: signedAtMs });
  return verifyRequest({ scheme, key, headers, body, nowMs: stampMs + offsetMs });
}

describe.each([
  ['knock-channel', 300_000, 'valid', 300],
  ['knock-channel', 300_001, 'timestamp-too-old', 300.001],
  ['knock-channel', -300_000, 'valid', -300],
  ['knock-channel', -300_001, 'timestamp-in-future', -300.001],
  ['standard-webhooks', 300_999, 'valid', 300],
  ['standard-webhooks', 301_000, 'timestamp-too-old', 301],
  ['standard-webhooks', -300_000, 'valid', -300],
  ['standard-webhooks', -300_001, 'timestamp-in-future', -301],
  ['stripe', 300_999, 'valid', 300],
  ['stripe', 301_000, 'timestamp-too-old', 301],
  ['stripe', -86_400_000, 'valid', -86_400],
  ['github-sha256', 86_400_000_000, 'valid', null],
])('%s, the clock moved by %i ms', (key, offsetMs, code, ageSeconds) => {
  it(`is ${code}`, () => {
    const verdict = verdictAfter(preset(key), keys[key] ?? 'key', offsetMs);
    expect(verdict).toMatchObject({ code, ageSeconds, isValid: code === 'valid' });
  });
});

it('never accepts a clock that is not a number', () => {
  expect(verdictAfter(preset('stripe'), 'key', Number.NaN).isValid).toBe(false);
});

it('bounds nothing when both tolerances are off', () => {
  const timestamp = { unit: 'seconds', tolerancePastSeconds: null, toleranceFutureSeconds: null } as const;
  expect(verdictAfter({ ...preset('stripe'), timestamp }, 'key', 1e12).code).toBe('valid');
});

it('says that the signature itself matched, and names a stamp in the wrong unit', () => {
  const seconds = verdictAfter(preset('knock-channel'), 'key', 0, stampMs / 1000);
  expect(seconds.code).toBe('timestamp-too-old');
  expect(seconds.message).toMatch(/^The signature matches, but .*looks like seconds/);
  const twoSided = { unit: 'seconds', tolerancePastSeconds: 300, toleranceFutureSeconds: 300 } as const;
  const milliseconds = verdictAfter({ ...preset('stripe'), timestamp: twoSided }, 'key', 0, stampMs * 1000);
  expect(milliseconds.code).toBe('timestamp-in-future');
  expect(milliseconds.message).toContain('looks like milliseconds');
  // Stripe bounds the past alone: the verdict stands, and says what other libraries would trip over.
  const unbounded = verdictAfter(preset('stripe'), 'key', 0, stampMs * 1000);
  expect(unbounded.code).toBe('valid');
  expect(unbounded.message).toMatch(
    /^The signature matches .*, but the stamp looks like milliseconds, and .* seconds\.$/,
  );
});

it('reports a wrong signature before a wrong time', () => {
  const body = bytes('{}');
  const scheme = preset('stripe');
  const { headers } = signRequest({ scheme, key: 'a', request: requestOf(body), messageId: 'm', timestampMs: 0 });
  const verdict = verifyRequest({ scheme, key: 'b', headers, body, nowMs: stampMs });
  expect(verdict).toMatchObject({ code: 'signature-mismatch', ageSeconds: stampMs / 1000 });
});
