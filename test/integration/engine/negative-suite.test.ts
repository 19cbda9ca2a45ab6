import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NegativeCaseResult, StreamInput } from '../../../core/contract/index.ts';
import { type EngineFixture, openExampleEngine } from '../../support/engine-fixture.ts';

let fixture: EngineFixture;
beforeAll(async () => {
  fixture = await openExampleEngine();
});
afterAll(() => fixture.close());

async function fire(input: StreamInput<'signatures.negativeSuite'>): Promise<NegativeCaseResult[]> {
  const results: NegativeCaseResult[] = [];
  for await (const result of fixture.client.stream('signatures.negativeSuite', input)) results.push(result);
  return results;
}

const suite = { scheme: { preset: 'stripe' }, key: 'whsec_suite_key', oldKey: 'whsec_older_key', sample: null };

describe('the negative suite', () => {
  test('fired at a receiver that rejects what it cannot verify passes', async () => {
    await fixture.client.call('documents.put', {
      kind: 'receiver',
      key: 'careful',
      value: {
        name: 'Careful',
        port: 0,
        path: '/hooks/careful',
        answer: { status: 200, headers: [], body: 'ok', latencyMs: 0 },
        statusSequence: [],
        afterSequence: 'answer',
        verification: { scheme: suite.scheme, key: suite.key, onFailure: 'reject' },
      },
      baseRevision: null,
    });
    await expect(fire({ ...suite, target: { receiver: 'careful' } })).rejects.toMatchObject({
      code: 'conflict',
      field: 'target.receiver',
    });
    await fixture.client.call('receivers.start', { receivers: ['careful'] });
    const results = await fire({ ...suite, target: { receiver: 'careful' } });
    expect(results.filter(({ outcome }) => outcome === 'fail' || outcome === 'error')).toEqual([]);
    expect(results.map(({ code }) => code)).toEqual(expect.arrayContaining(['valid', 'stale', 'old-key', 'replayed']));
    expect(results.map(({ ordinal }) => ordinal)).toEqual(results.map((_, index) => index));
  });

  test('fired at an address finds a consumer that verifies nothing, and one that is not there', async () => {
    const server = createServer((request, response) => request.resume().on('end', () => response.end('ok')));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    const results = await fire({ ...suite, target: { url } });
    expect(results.find(({ code }) => code === 'wrong-key')).toMatchObject({ outcome: 'fail', status: 200 });
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
    const gone = await fire({ ...suite, target: { url } });
    expect(new Set(gone.map(({ outcome }) => outcome))).toEqual(new Set(['error']));
    expect(gone[0]?.why).toContain('No answer');
  });

  test.each([
    ['http://example.test/hook', 'target.url'],
    ['not an address', 'target.url'],
  ])('is not fired at %s', async (url, field) => {
    await expect(fire({ ...suite, target: { url } })).rejects.toMatchObject({ code: 'invalid-input', field });
  });

  test('refuses a key that cannot sign, in words', async () => {
    const url = 'http://127.0.0.1:9/';
    await expect(fire({ ...suite, key: '', target: { url } })).rejects.toMatchObject({
      code: 'invalid-input',
      field: 'key',
    });
  });

  test('stops when it is no longer read', async () => {
    let sent = 0;
    const server = createServer((request, response) => {
      sent += 1;
      request.resume().on('end', () => response.end('ok'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    for await (const result of fixture.client.stream('signatures.negativeSuite', { ...suite, target: { url } })) {
      if (result.ordinal === 1) break;
    }
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
    expect(sent).toBeLessThan(6);
  });
});
