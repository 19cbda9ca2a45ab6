import { expect, it } from 'vitest';
import type { Receiver } from '../../../../core/contract/index.ts';
import { emptyLabForm } from '../../../../renderer/features/signatures/lab-form.ts';
import { takeReceived, urlAt } from '../../../../renderer/features/signatures/take-captured.ts';
import type { App } from '../../../../renderer/stores/app.ts';
import { createDocumentsStore, loadedDocuments } from '../../../../renderer/stores/documents.ts';

const received = {
  receiver: 'paypal',
  method: 'POST',
  target: '/hooks?a=1',
  headers: [['paypal-transmission-sig', 'x']],
  body: new Uint8Array([123, 125]),
  receivedAtMs: 1_796_067_560_000,
};

function appWith(verification: Receiver['verification'], url: string | null): App {
  const documents = createDocumentsStore();
  const answer = { status: 200, headers: [], body: '', latencyMs: 0 };
  const receiver: Receiver = {
    ...{ name: 'PayPal', port: 1, path: '/hooks', answer, statusSequence: [], afterSequence: 'answer' },
    verification,
  };
  documents.setState(
    loadedDocuments([
      { kind: 'receiver', key: 'paypal', revision: 1, value: receiver },
      {
        kind: 'environment',
        key: 'development',
        revision: 1,
        value: { name: 'Development', variables: { old: 'key-old' }, secrets: [] },
      },
    ]),
    true,
  );
  // Of the engine only the request is asked for, and of the receivers where they listen.
  return {
    documents,
    engine: { call: async () => received },
    receivers: { getState: () => ({ states: { paypal: { url } } }) },
  } as unknown as App;
}

it('takes a received request with the scheme, the settings and all keys of its receiver, at its own address', async () => {
  const scheme = { preset: 'paypal', settings: { webhookId: 'WH-1' } };
  const previousKeys = [{ key: '{{ vars.old }}' }, { key: '{{ vars.unknown }}' }];
  const app = appWith({ scheme, key: 'key-new', previousKeys, onFailure: 'record' }, 'http://127.0.0.1:47101/hooks');
  const form = (await takeReceived(app, 'development', 'id'))({ ...emptyLabForm, senderKey: 'postmark' });
  expect(form).toMatchObject({
    schemeId: 'paypal',
    senderKey: null,
    settings: { paypal: { webhookId: 'WH-1' } },
    keys: ['key-new', 'key-old'],
    url: 'http://127.0.0.1:47101/hooks?a=1',
    bodyText: '{}',
    receivedAtMs: received.receivedAtMs,
    isJudgedAsReceived: true,
  });
});

it('leaves scheme and key as they are typed when the receiver does not verify', async () => {
  const typed = { ...emptyLabForm, schemeId: 'stripe', keys: ['whsec_typed'] };
  const form = (await takeReceived(appWith(null, null), 'development', 'id'))(typed);
  expect(form).toMatchObject({ schemeId: 'stripe', keys: ['whsec_typed'], url: '/hooks?a=1' });
});

it.each([
  ['http://127.0.0.1:1/a', '/a?b=c', 'http://127.0.0.1:1/a?b=c'],
  ['http://127.0.0.1:1/a', 'http://proxied.example/a', 'http://proxied.example/a'],
  [null, '/a', '/a'],
])('finds the whole address at %s of %s', (address, target, expected) => {
  expect(urlAt(address, target)).toBe(expected);
});
