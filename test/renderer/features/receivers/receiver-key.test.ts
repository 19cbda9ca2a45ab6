import { expect, it } from 'vitest';
import { isKeyReference, keepReceiverKey } from '../../../../renderer/features/receivers/receiver-key.ts';
import type { App } from '../../../../renderer/stores/app.ts';
import { createDocumentsStore, loadedDocuments } from '../../../../renderer/stores/documents.ts';

function appWith(production: string[]) {
  const documents = createDocumentsStore();
  const environment = (key: string, name: string, secrets: string[]) =>
    ({ kind: 'environment', key, revision: 1, value: { name, variables: {}, secrets } }) as const;
  documents.setState(
    loadedDocuments([
      environment('development', 'Development', []),
      environment('production', 'Production', production),
    ]),
    true,
  );
  const calls: unknown[] = [];
  // Of the engine only `secrets.set` is asked, of the session only its environment.
  const app = {
    documents,
    session: { getState: () => ({ environment: 'development' }) },
    engine: { call: async (name: string, input: unknown) => void calls.push([name, input]) },
  } as unknown as Pick<App, 'engine' | 'documents' | 'session'>;
  return { app, calls };
}

it('keeps a key as a secret of the environment that is looked at, and gives the reference', async () => {
  const { app, calls } = appWith([]);
  expect(await keepReceiverKey(app, 'stripe-payments', 'whsec_a ')).toEqual({
    reference: '{{ vars.receiver_stripe_payments_key }}',
    name: 'receiver_stripe_payments_key',
    environmentName: 'Development',
  });
  expect(calls).toEqual([
    ['secrets.set', { environment: 'development', name: 'receiver_stripe_payments_key', value: 'whsec_a ' }],
  ]);
});

it('takes a name that no environment has, since a receiver looks in all of them', async () => {
  const { app } = appWith(['receiver_a_key', 'receiver_a_key_2']);
  expect((await keepReceiverKey(app, 'a', 'k')).name).toBe('receiver_a_key_3');
});

it.each([
  ['', true],
  ['{{ vars.a }}', true],
  [' {{ vars.a', true],
  ['{', false],
  ['whsec_{{', false],
])('takes %j for a reference, or none: %j', (key, expected) => {
  expect(isKeyReference(key)).toBe(expected);
});
