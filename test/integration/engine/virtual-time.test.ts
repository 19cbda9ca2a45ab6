import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EngineFixture, openExampleEngine, runToEnd } from '../../support/engine-fixture.ts';
import { taskDone } from '../../support/task-done.ts';

let fixture: EngineFixture;
const key = `whsec_${Buffer.from('0123456789abcdef01234567').toString('base64')}`;
const failures = [500, 503, 500, 502, 500];

beforeAll(async () => {
  fixture = await openExampleEngine();
  const { client } = fixture;
  for (const document of await client.call('documents.list', {})) {
    if (document.kind === 'channel') {
      await client.call('documents.put', {
        kind: 'channel',
        key: document.key,
        value: {
          ...document.value,
          policy: { preset: 'standard-webhooks' },
          signing: { scheme: { preset: 'standard-webhooks' }, key },
        },
        baseRevision: document.revision,
      });
    }
    if (document.kind === 'receiver' && document.key === 'flaky-hook') {
      await client.call('documents.put', {
        kind: 'receiver',
        key: document.key,
        value: {
          ...document.value,
          statusSequence: [...failures, 200],
          verification: { scheme: { preset: 'standard-webhooks' }, key, onFailure: 'reject' },
        },
        baseRevision: document.revision,
      });
    }
  }
});
afterAll(() => fixture.close());

test('hours of waiting take no time, and receivers judge the stamps by the clock of the run', async () => {
  const { client } = fixture;
  await client.call('receivers.start', { receivers: ['flaky-hook'] });
  const runId = await runToEnd(client, () =>
    client.call('runs.start', taskDone([{ collection: 'project_webhooks', id: 'flaky-hook' }])),
  );
  const { rows } = await client.call('runs.recipients', { runId, fromOrdinal: 0, limit: 1 });
  expect(rows[0]).toMatchObject({ status: 'delivered' });
  expect(rows[0]?.attempts.map(({ status }) => status)).toEqual([...failures, 200]);
  const virtualMs = (rows[0]?.endedAtMs ?? 0) - (rows[0]?.startedAtMs ?? 0);
  expect(virtualMs).toBeGreaterThan(3_600_000);
  const { requests } = await client.call('receivers.requests', {
    receiver: 'flaky-hook',
    beforeNumber: null,
    limit: 10,
  });
  expect(requests.map(({ verdict }) => verdict)).toEqual(requests.map(() => 'valid'));

  // With no run under way the stamp of the last attempt is what it looks like: hours ahead of the clock on the wall.
  const last = await client.call('receivers.request', { id: requests[0]?.id ?? '' });
  const again = await client.call('signatures.verify', {
    request: { method: 'POST', url: '/', headers: [...last.headers], body: last.body },
    scheme: { preset: 'standard-webhooks' },
    key,
    nowMs: null,
  });
  expect(again).toMatchObject({ isValid: false, code: 'timestamp-in-future' });
});

test('a rate limit is counted by the clock of the run, so that what Retry-After asks for is enough', async () => {
  const { client } = fixture;
  const flaky = (await client.call('documents.list', {})).find(
    (document) => document.kind === 'receiver' && document.key === 'flaky-hook',
  );
  if (flaky?.kind !== 'receiver') throw new Error('The example has no receiver "flaky-hook".');
  await client.call('documents.put', {
    kind: 'receiver',
    key: flaky.key,
    value: { ...flaky.value, statusSequence: [], rateLimit: { requests: 1, perSeconds: 3000 } },
    baseRevision: flaky.revision,
  });
  await client.call('receivers.start', { receivers: ['flaky-hook'] });
  const attempts = async () => {
    const runId = await runToEnd(client, () =>
      client.call('runs.start', taskDone([{ collection: 'project_webhooks', id: 'flaky-hook' }])),
    );
    const { rows } = await client.call('runs.recipients', { runId, fromOrdinal: 0, limit: 1 });
    return rows[0]?.attempts ?? [];
  };
  expect((await attempts()).map(({ status }) => status)).toEqual([200]);
  const [limited, delivered, ...more] = await attempts();
  expect([limited?.status, delivered?.status, more.length]).toEqual([429, 200, 0]);
  const waitedMs = (delivered?.startedAtMs ?? 0) - (limited?.startedAtMs ?? 0);
  expect(waitedMs).toBeGreaterThan(2_900_000);
  expect(waitedMs).toBeLessThan(3_700_000);
});
