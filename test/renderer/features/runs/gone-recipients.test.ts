import { expect, test } from 'vitest';
import type { EngineClient, ObjectRecord, TriggerRecipient } from '../../../../core/contract/index.ts';
import { findGoneRecipients, withRecipientReplaced } from '../../../../renderer/features/runs/gone-recipients.ts';
import { recipientRow, request, runRecord } from './fixtures.ts';

const hook = (id: string, name: string): ObjectRecord => ({
  collection: 'project_webhooks',
  id,
  properties: { name },
});

/** An environment with these objects, and the rows of the run. */
function engineWith(objects: ObjectRecord[]): Pick<EngineClient, 'call'> {
  const answers: Record<string, (input: never) => unknown> = {
    'users.get': () => null,
    'objects.get': ({ object }: { object: { id: string } }) => objects.find(({ id }) => id === object.id) ?? null,
    'objects.list': ({ search }: { search: string }) => ({
      entries: objects.filter(({ properties }) => String(properties.name).includes(search)),
    }),
    'runs.recipients': () => ({
      rows: [recipientRow({ recipient: 'project_webhooks/prod-hook', displayName: 'Production' })],
    }),
  };
  return { call: (async (name: string, input: never) => answers[name]?.(input)) as never };
}
const runOf = (...recipients: TriggerRecipient[]) => runRecord({ trigger: { ...runRecord().trigger, recipients } });
const prod = { collection: 'project_webhooks', id: 'prod-hook' };

test('who is still there is not told of, and neither is who carries properties of its own', async () => {
  const engine = engineWith([hook('prod-hook', 'Production')]);
  expect(await findGoneRecipients(engine, runOf(prod, { ...prod, id: 'x', url: 'http://a' }))).toEqual([]);
});

test('one that has another id since is found by its name, if only one has it', async () => {
  const gone = { recipient: 'project_webhooks/prod-hook', name: 'Production' };
  const moved = [hook('production', 'Production'), hook('eu', 'Production EU')];
  expect(await findGoneRecipients(engineWith(moved), runOf(prod))).toEqual([
    { ...gone, meant: 'project_webhooks/production' },
  ]);
  const two = [...moved, hook('other', 'Production')];
  expect(await findGoneRecipients(engineWith(two), runOf(prod))).toEqual([{ ...gone, meant: null }]);
});

test('a user that is gone is named', async () => {
  expect(await findGoneRecipients(engineWith([]), runOf('ada'))).toEqual([
    { recipient: 'user:ada', name: 'ada', meant: null },
  ]);
});

test('the one that is meant takes its place, once', () => {
  const other = { collection: 'project_webhooks', id: 'production' };
  const setup = { ...request, recipients: [prod, 'ada', other] };
  expect(withRecipientReplaced(setup, 'project_webhooks/prod-hook', 'project_webhooks/production')).toEqual([
    other,
    'ada',
  ]);
});
