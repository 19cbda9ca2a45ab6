import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReceivedSummary, Receiver, Scenario, StoredDocument } from '../../../core/contract/index.ts';
import { type EngineFixture, openExampleEngine, runToEnd } from '../../support/engine-fixture.ts';

let fixture: EngineFixture;
const fileOf = (receiver: string): Promise<string> =>
  readFile(join(fixture.workspacePath, `receivers/${receiver}.json`), 'utf8');

beforeAll(async () => {
  fixture = await openExampleEngine();
});
afterAll(() => fixture.close());

async function documents(): Promise<readonly StoredDocument[]> {
  return fixture.client.call('documents.list', {});
}

async function changeReceiver(key: string, change: Partial<Receiver>): Promise<void> {
  const document = (await documents()).find((each) => each.kind === 'receiver' && each.key === key);
  if (document?.kind !== 'receiver') throw new Error(`no receiver ${key}`);
  const value = { ...document.value, ...change };
  await fixture.client.call('documents.put', { kind: 'receiver', key, value, baseRevision: document.revision });
}

test('a file of before opens, and is saved with numbers only until a fault is written into it', async () => {
  const before = await fileOf('flaky-hook');
  await changeReceiver('flaky-hook', { name: 'Flaky: 500, 500, 200' });
  expect(await fileOf('flaky-hook')).toBe(before);
  await changeReceiver('flaky-hook', { statusSequence: [500, 'reset', 'close', 200] });
  expect(JSON.parse(await fileOf('flaky-hook'))).toEqual({
    ...(JSON.parse(before) as Receiver),
    statusSequence: [500, 'reset', 'close', 200],
  });
});

test('a scenario expects failures by kind, and the receivers tell what they did', async () => {
  const { client } = fixture;
  await changeReceiver('legacy-hook', { statusSequence: ['garbage'], afterSequence: 'repeat-last' });
  const scenario = (await documents()).find((each) => each.kind === 'scenario' && each.key === 'task-completed');
  if (scenario?.kind !== 'scenario') throw new Error('the example has no such scenario');
  const of = (id: string) => ({ collection: 'project_webhooks', id });
  const value: Scenario = {
    ...scenario.value,
    expectations: [
      { recipient: of('flaky-hook'), outcome: 'delivered', attempts: 4, status: 200, isSignatureValid: true },
      { recipient: of('legacy-hook'), outcome: 'undelivered', attempts: 8, failureKind: 'protocol-error' },
      { recipient: of('legacy-hook'), outcome: 'undelivered', failureKind: 'connection-reset' },
      { recipient: of('prod-hook'), outcome: 'delivered', failureKind: 'connection-reset' },
    ],
  };
  await client.call('documents.put', { kind: 'scenario', key: 'faults', value, baseRevision: null });
  const answered: ReceivedSummary[] = [];
  const remove = client.on('receivers.answered', (summary) => answered.push(summary));
  const runId = await runToEnd(client, () => client.call('runs.startScenario', { scenario: 'faults' }));
  remove();

  const filter = { runId, recipient: 'project_webhooks/flaky-hook' };
  const { attempts } = await client.call('deliveries.list', { filter, beforeSequence: null, limit: 10 });
  expect(attempts.map(({ status, failureKind }) => status ?? failureKind).toReversed()).toEqual([
    500,
    'connection-reset',
    'connection-closed',
    200,
  ]);
  const { requests } = await client.call('receivers.requests', {
    receiver: 'flaky-hook',
    beforeNumber: null,
    limit: 10,
  });
  expect(requests.map(({ answeredStatus, fault }) => [answeredStatus, fault]).toReversed()).toEqual([
    [500, null],
    [null, 'reset'],
    [null, 'close'],
    [200, null],
  ]);
  expect(
    answered.filter(({ receiver }) => receiver === 'flaky-hook').map(({ fault, ending }) => [fault, ending]),
  ).toEqual([
    ['reset', 'done'],
    ['close', 'done'],
  ]);

  expect(await client.call('runs.expectations', { runId })).toMatchObject([
    { isMet: true },
    { isMet: true, message: 'Undelivered after 8 attempts with failure protocol-error, as expected.' },
    {
      isMet: false,
      message:
        'Expected undelivered with failure connection-reset, but the last attempt ended with failure protocol-error.',
    },
    {
      isMet: false,
      message: 'Expected delivered with failure connection-reset, but the last attempt ended with status 200.',
    },
  ]);
});

test('stopping receivers ends what they hold, and the engine closes with some held', async () => {
  const { client } = fixture;
  await changeReceiver('prod-hook', { statusSequence: ['no-answer'], afterSequence: 'repeat-last' });
  const [state] = await client.call('receivers.start', { receivers: ['prod-hook'] });
  const ended = (ending: ReceivedSummary['ending']) =>
    new Promise<void>((resolve) => {
      const remove = client.on('receivers.answered', (summary) => {
        if (summary.ending !== ending) return;
        remove();
        resolve();
      });
    });
  const received = () =>
    new Promise<void>((resolve) => {
      const remove = client.on('receivers.received', () => {
        remove();
        resolve();
      });
    });
  const send = () => fetch(state?.url ?? '', { method: 'POST', body: '{}' }).then(null, () => 'failed');
  const came = received();
  const held = send();
  await came;
  const stopped = ended('receiver-stopped');
  expect(await client.call('receivers.stop', { receivers: ['prod-hook'] })).toMatchObject([{ status: 'stopped' }]);
  await stopped;
  expect(await held).toBe('failed');

  await client.call('receivers.start', { receivers: ['prod-hook'] });
  const cameAgain = received();
  const heldAgain = send();
  await cameAgain;
  await fixture.reopen();
  expect(await heldAgain).toBe('failed');
});
