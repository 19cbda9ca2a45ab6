import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AttemptFilter } from '../../../core/contract/index.ts';
import { type EngineFixture, openExampleEngine, runToEnd } from '../../support/engine-fixture.ts';
import { itemsOf } from '../../support/items-of.ts';
import { putOneWebhook } from '../../support/one-webhook.ts';
import { taskDone } from '../../support/task-done.ts';

const environment = 'development';
let fixture: EngineFixture;

beforeAll(async () => {
  fixture = await openExampleEngine();
});
afterAll(() => fixture.close());

/** The whole of an archive, and what its last piece tells. */
async function exported(filter: AttemptFilter, withSecrets: boolean) {
  const pieces = await itemsOf(fixture.client.stream('deliveries.export', { filter, withSecrets }));
  return { ...pieces.at(-1), text: pieces.map(({ text }) => text).join('') };
}

test('an archive of the deliveries that the filter finds, in the order of their times, without secrets or with them', async () => {
  const { client, port } = fixture;
  const url = `http://127.0.0.1:${port}/hooks/prod?token=very-secret-value`;
  await client.call('secrets.set', { environment, name: 'hook_token', value: 'very-secret-value' });
  await putOneWebhook(client, environment, { url, signing_key: 'key-one' });
  await client.call('receivers.start', { receivers: ['prod-hook'] });
  const recipient = { collection: 'project_webhooks', id: 'only' };
  const send = () => runToEnd(client, () => client.call('runs.start', taskDone([recipient])));
  const runIds = [await send(), await send()];
  const filter = { recipient: 'project_webhooks/only' };
  const replaced = await exported(filter, false);
  expect(replaced).toMatchObject({ written: 2, count: 2, total: 2 });
  expect(replaced.text).not.toContain('very-secret-value');
  expect(JSON.parse(replaced.text).log.entries).toMatchObject([
    { _hookbench: { run: 1, isRedacted: true } },
    { _hookbench: { run: 2 } },
  ]);
  const whole = await exported({ runId: runIds[0] ?? '' }, true);
  const {
    requests: [, first],
  } = await client.call('receivers.requests', { receiver: 'prod-hook', beforeNumber: null, limit: 2 });
  const received = await client.call('receivers.request', { id: first?.id ?? '' });
  expect(JSON.parse(whole.text).log.entries).toMatchObject([
    {
      request: { url, postData: { text: new TextDecoder().decode(received.body) } },
      response: { status: 200 },
    },
  ]);
});
