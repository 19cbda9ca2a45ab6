import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EventPayload } from '../../../core/contract/index.ts';
import { type EngineFixture, nextEvent, openExampleEngine, runToEnd } from '../../support/engine-fixture.ts';
import { taskDone } from '../../support/task-done.ts';

let fixture: EngineFixture;

beforeAll(async () => {
  fixture = await openExampleEngine();
});
afterAll(() => fixture.close());

const runScenario = () =>
  runToEnd(fixture.client, () => fixture.client.call('runs.startScenario', { scenario: 'task-completed' }));
const allAttempts = () => fixture.client.call('deliveries.count', { filter: {} }).then(({ count }) => count);
const numbers = () =>
  fixture.client
    .call('runs.list', { beforeNumber: null, limit: 10 })
    .then(({ runs }) => runs.map(({ number }) => number));

test('a run goes with its deliveries, windows are told, and its number is not used again', async () => {
  const { client } = fixture;
  const first = await runScenario();
  const ofOne = await allAttempts();
  const second = await runScenario();
  const told: EventPayload<'runs.removed'>[] = [];
  const stop = client.on('runs.removed', (removed) => told.push(removed));
  const attemptOf = async (runId: string) =>
    (await client.call('deliveries.list', { filter: { runId }, beforeSequence: null, limit: 1 })).attempts[0]?.id ?? '';
  const [kept, removed] = [await attemptOf(first), await attemptOf(second)];
  expect(await client.call('runs.remove', { runIds: [second, second] })).toEqual({ runs: 1, attempts: ofOne });
  expect(await numbers()).toEqual([1]);
  expect(await allAttempts()).toBe(ofOne);
  await expect(client.call('runs.get', { runId: second })).rejects.toMatchObject({ code: 'not-found' });
  const asked = { runIds: [first, second], attemptIds: [kept, removed] };
  expect(await client.call('deliveries.missing', asked)).toEqual({ runIds: [second], attemptIds: [removed] });
  await expect.poll(() => told).toEqual([{ runIds: [second] }]);

  const recipients = ['project_webhooks/prod-hook'];
  const newest = await client.call('deliveries.newest', { environment: 'development', recipients });
  expect(newest.map(({ runId }) => runId)).toEqual([first]);

  await runScenario();
  expect(await numbers()).toEqual([3, 1]);
  await fixture.reopen();
  expect(await numbers()).toEqual([3, 1]);
  stop();
});

test('a run under way is not removed, and none with it', async () => {
  const { client } = fixture;
  const [over] = (await client.call('runs.list', { beforeNumber: null, limit: 1 })).runs;
  await client.call('receivers.stop', { receivers: ['audit-log', 'flaky-hook', 'legacy-hook', 'prod-hook'] });
  // Nothing listens, so it waits for its next attempts.
  const { runId } = await client.call(
    'runs.start',
    taskDone([{ collection: 'projects', id: 'acme' }], { clock: 'real' }),
  );
  const ended = nextEvent(client, 'runs.progress', ({ run, isFinal }) => isFinal && run.id === runId);
  const before = await numbers();
  await expect(client.call('runs.remove', { runIds: [over?.id ?? '', runId] })).rejects.toMatchObject({
    code: 'conflict',
    field: 'runIds',
    message: expect.stringMatching(/^Run \d+ is under way\. Stop it first\.$/),
  });
  await expect(client.call('runs.remove', { runIds: [over?.id ?? '', 'nothing'] })).rejects.toMatchObject({
    code: 'not-found',
  });
  expect(await numbers()).toEqual(before);
  await client.call('runs.stop', { runId });
  await ended;
  expect((await client.call('runs.remove', { runIds: [runId] })).runs).toBe(1);
});
