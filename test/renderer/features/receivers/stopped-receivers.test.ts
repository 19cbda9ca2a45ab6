import { expect, test } from 'vitest';
import type { Receiver } from '../../../../core/contract/index.ts';
import { stoppedReceiversAt } from '../../../../renderer/features/receivers/stopped-receivers.ts';
import type { ReceiverState } from '../../../../renderer/stores/receivers.ts';

function receiver(key: string, part: Partial<Receiver> = {}): { key: string; value: Receiver } {
  const value: Receiver = {
    name: `The ${key}`,
    port: 47101,
    path: `/hooks/${key}`,
    answer: { status: 200, headers: [], body: '', latencyMs: 0 },
    statusSequence: [],
    afterSequence: 'answer',
    verification: null,
    ...part,
  };
  return { key, value };
}

const state = (key: string, status: ReceiverState['status']): ReceiverState => ({
  receiver: key,
  status,
  url: null,
  problem: null,
  receivedCount: 0,
  invalidCount: 0,
  lastReceivedAtMs: null,
  missed: null,
});

const all = [
  receiver('prod'),
  receiver('flaky'),
  receiver('any', { port: 0 }),
  receiver('odd', { path: '/a b' }),
  receiver('secure', { port: 47103, tls: 'expired' }),
];

test('finds the receivers that do not run behind the addresses of this machine, each once', () => {
  const urls = [
    'http://127.0.0.1:47101/hooks/prod?attempt=2',
    'http://localhost:47101/hooks/prod',
    'http://[::1]:47101/a%20b',
    'http://127.0.0.1:47101/hooks/unknown',
    'http://127.0.0.1:47102/hooks/flaky',
    'https://acme.dev:47101/hooks/flaky',
    'not a url',
  ];
  expect(stoppedReceiversAt(urls, all, {})).toEqual([
    { key: 'odd', name: 'The odd' },
    { key: 'prod', name: 'The prod' },
  ]);
});

test('one that speaks https is found by an https address only', () => {
  const at = (url: string) => stoppedReceiversAt([url], all, {}).map(({ key }) => key);
  expect(at('https://localhost:47103/hooks/secure')).toEqual(['secure']);
  expect(at('http://localhost:47103/hooks/secure')).toEqual([]);
  expect(at('https://localhost:47101/hooks/prod')).toEqual([]);
});

test('one that runs is not named, one that failed to start is', () => {
  const urls = ['http://127.0.0.1:47101/hooks/prod', 'http://127.0.0.1:47101/hooks/flaky'];
  const states = { prod: state('prod', 'running'), flaky: state('flaky', 'failed') };
  expect(stoppedReceiversAt(urls, all, states).map(({ key }) => key)).toEqual(['flaky']);
});

test('a free port leads nowhere, since it is given only at the start', () => {
  expect(stoppedReceiversAt(['http://127.0.0.1/hooks/any', 'http://127.0.0.1:0/hooks/any'], all, {})).toEqual([]);
});
