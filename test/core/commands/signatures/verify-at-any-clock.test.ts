import { expect, test } from 'vitest';
import { verifyAtAnyClock } from '../../../../core/commands/signatures/verify-at-any-clock.ts';
import type { SignatureScheme } from '../../../../core/model/index.ts';
import { resolveScheme, signRequest } from '../../../../core/signing/index.ts';

const nowMs = Date.UTC(2026, 2, 4, 12);
const preset = { preset: 'stripe' };
const key = 'whsec_one';

function signedAt(timestampMs: number) {
  const scheme = resolveScheme(preset);
  if (scheme === null) throw new Error('there is no such preset');
  const request = { method: 'POST', url: 'http://x.test/', headers: [], body: new TextEncoder().encode('{"a":1}') };
  return signRequest({ scheme, key, request, messageId: 'msg_1', timestampMs });
}

const noClocks = (): number[] => [];
const noOwn = () => null;

test('a verifier is the same one until a key or a scheme is another', () => {
  let own: SignatureScheme | null = resolveScheme(preset);
  const verifierOf = verifyAtAnyClock(noClocks, () => own);
  const scheme = { own: 'acme' };
  const first = verifierOf({ scheme, key, previousKeys: [] });
  expect(verifierOf({ scheme, key, previousKeys: [] })).toBe(first);
  expect(verifierOf({ scheme, key: 'whsec_two', previousKeys: [] })).not.toBe(first);
  expect(verifierOf({ scheme, key, previousKeys: [{ key: 'whsec_two' }] })).not.toBe(first);
  const again = verifierOf({ scheme, key, previousKeys: [] });
  own = { ...(own as SignatureScheme) };
  expect(verifierOf({ scheme, key, previousKeys: [] })).not.toBe(again);
});

test('a verdict stays that of the scheme of then, also when the scheme is changed or taken away', () => {
  let own: SignatureScheme | null = resolveScheme(preset);
  const verifierOf = verifyAtAnyClock(noClocks, () => own);
  const chosen = { scheme: { own: 'acme' }, key, previousKeys: [] };
  const verifier = verifierOf(chosen);
  const request = signedAt(nowMs);
  const { verification, clockMs } = verifier.judge(request, nowMs);
  expect(verification).toMatchObject({ code: 'valid', ageSeconds: 0 });
  own = null;
  expect(verifierOf(chosen).judge(request, nowMs).verification.code).toBe('scheme-invalid');
  expect(verifier.verify(request, clockMs)).toEqual(verification);
});

test('a stamp that only the clock of a run explains keeps its verdict when the run is over', () => {
  const runMs = nowMs - 3 * 86_400_000;
  let clocks = [runMs + 86_400_000, runMs];
  const verifier = verifyAtAnyClock(() => clocks, noOwn)({ scheme: preset, key, previousKeys: [] });
  const request = signedAt(runMs);
  const judged = verifier.judge(request, nowMs);
  expect(judged).toMatchObject({ clockMs: runMs, verification: { code: 'valid' } });
  clocks = [];
  expect(verifier.verify(request, judged.clockMs)).toEqual(judged.verification);
  expect(verifier.judge(request, nowMs)).toMatchObject({ clockMs: nowMs, verification: { isValid: false } });
});
