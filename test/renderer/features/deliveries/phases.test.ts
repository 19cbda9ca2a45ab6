import { expect, test } from 'vitest';
import type { FailureKind } from '../../../../core/contract/index.ts';
import { layOutPhases, type PhaseName } from '../../../../renderer/features/deliveries/phases.ts';

const none: Record<PhaseName, number | null> = {
  queueMs: null,
  dnsMs: null,
  connectMs: null,
  tlsMs: null,
  sendMs: null,
  firstByteMs: null,
  downloadMs: null,
};

const attempt = (
  timings: Partial<typeof none> & { totalMs: number },
  kind: FailureKind | null = null,
  url = 'https://hooks.example/',
) => ({
  timings: { ...none, ...timings },
  failure: kind === null ? null : { kind, code: null, detail: '' },
  request: { url },
});

test('phases follow each other on one axis; a missing one takes no room', () => {
  const phases = layOutPhases(attempt({ queueMs: 10, connectMs: 30, firstByteMs: 60, totalMs: 100 }));
  expect(phases.map(({ name, from, length }) => [name, from, length])).toEqual([
    ['queueMs', 0, 0.1],
    ['dnsMs', 0.1, 0],
    ['connectMs', 0.1, 0.3],
    ['tlsMs', 0.4, 0],
    ['sendMs', 0.4, 0],
    ['firstByteMs', 0.4, 0.6],
    ['downloadMs', 1, 0],
  ]);
});

test('phases that sum to more than the total still fit', () => {
  const phases = layOutPhases(attempt({ sendMs: 3, downloadMs: 3, totalMs: 5 }));
  for (const { from, length } of phases) expect(from + length).toBeLessThanOrEqual(1);
});

test('an attempt that took no time has no lengths', () => {
  for (const { from, length } of layOutPhases(attempt({ totalMs: 0 }))) expect([from, length]).toEqual([0, 0]);
});

test.each<[FailureKind, Partial<typeof none>, string, PhaseName | null]>([
  ['headers-timeout', { connectMs: 5, sendMs: 5 }, 'http://a.example/', 'firstByteMs'],
  ['connection-closed', { sendMs: 5 }, 'http://a.example/', 'firstByteMs'],
  ['tls-untrusted', { connectMs: 5 }, 'https://a.example/', 'tlsMs'],
  ['connection-refused', { dnsMs: 5 }, 'http://a.example/', 'connectMs'],
  ['dns-not-found', {}, 'http://a.example/', 'dnsMs'],
  ['connect-timeout', {}, 'http://a.example/', 'dnsMs'],
  ['connect-timeout', {}, 'http://127.0.0.1:1/', 'connectMs'],
  ['connect-timeout', {}, 'http://[::1]:1/', 'connectMs'],
  ['connect-timeout', { dnsMs: 5 }, 'http://a.example/', 'connectMs'],
  ['connect-timeout', { connectMs: 5 }, 'https://a.example/', 'tlsMs'],
  ['response-incomplete', { sendMs: 5, firstByteMs: 5, downloadMs: 5 }, 'http://a.example/', null],
  ['invalid-url', {}, 'htp', null],
])('%s after %j of %s: the rest of the time is that of %s', (kind, timings, url, expected) => {
  const knownMs = Object.values(timings).reduce((sum: number, each) => sum + (each ?? 0), 0);
  const cut = layOutPhases(attempt({ ...timings, totalMs: 1000 }, kind, url)).filter(({ isCut }) => isCut);
  expect(cut.map(({ name, durationMs }) => [name, durationMs])).toEqual(
    expected === null ? [] : [[expected, 1000 - knownMs]],
  );
});
