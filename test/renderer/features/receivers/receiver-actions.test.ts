import { expect, test } from 'vitest';
import { CommandError, type Receiver, type StoredDocument } from '../../../../core/contract/index.ts';
import { agreeingPort, receiverUrl, startReceivers } from '../../../../renderer/features/receivers/receiver-actions.ts';
import type { App } from '../../../../renderer/stores/app.ts';
import { createDocumentsStore, loadedDocuments } from '../../../../renderer/stores/documents.ts';
import { createReceiversStore, type ReceiverState } from '../../../../renderer/stores/receivers.ts';

/** An app of as much as starting needs: an engine that refuses the receivers for which there is a reason. */
function appWith(
  reasons: Readonly<Record<string, string>>,
  unsaved: readonly string[] = [],
): { app: App; started: string[] } {
  const started: string[] = [];
  const documents = createDocumentsStore();
  documents.setState(
    loadedDocuments(
      ['a', 'b', 'c'].map(
        (key) =>
          ({ kind: 'receiver', key, value: { name: `Name of ${key}` } as Receiver, revision: 1 }) as StoredDocument,
      ),
    ),
  );
  const stateOf = (receiver: string): ReceiverState => ({
    receiver,
    status: reasons[receiver] === undefined ? 'running' : 'failed',
    url: null,
    problem: reasons[receiver] ?? null,
    receivedCount: 0,
    invalidCount: 0,
    lastReceivedAtMs: null,
    missed: null,
  });
  const call = async (name: string, input: { receivers?: string[] }): Promise<ReceiverState[]> => {
    if (name === 'receivers.states') return ['a', 'b', 'c'].map(stateOf);
    const [key = ''] = input.receivers ?? [];
    const reason = reasons[key];
    if (reason !== undefined) throw new CommandError('port-in-use', `The receiver "${key}" could not start. ${reason}`);
    started.push(key);
    return [stateOf(key)];
  };
  const drafts = {
    flush: async () => {},
    store: { getState: () => Object.fromEntries(unsaved.map((key) => [`receiver/${key}`, {}])) },
  };
  const app = { drafts, documents, receivers: createReceiversStore(), engine: { call } };
  return { app: app as unknown as App, started };
}

test('one that cannot start is told of as the engine tells', async () => {
  const { app, started } = appWith({ b: 'Port 1 is taken.' });
  await expect(startReceivers(app, ['a', 'b', 'c'])).rejects.toMatchObject({
    code: 'port-in-use',
    message: 'The receiver "b" could not start. Port 1 is taken.',
  });
  expect(started).toEqual(['a', 'c']);
});

test('of several, each is named, and a reason that they share is said once', async () => {
  const { app, started } = appWith({ a: 'Port 1 is taken.', b: 'Port 2 is taken.', c: 'Port 1 is taken.' });
  await expect(startReceivers(app, ['a', 'b', 'c'])).rejects.toMatchObject({
    message: '“Name of a”, “Name of c” could not start. Port 1 is taken. “Name of b” could not start. Port 2 is taken.',
  });
  expect(started).toEqual([]);
});

test('one whose form cannot be saved does not start as it was before', async () => {
  const { app, started } = appWith({}, ['b']);
  await expect(startReceivers(app, ['a', 'b'])).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('“Name of b” has changes that could not be saved'),
  });
  expect(started).toEqual(['a']);
});

test('a port that another receiver has with another protocol or certificate is passed over', () => {
  const at = (port: number, tls?: Receiver['tls']) => ({ port, tls }) as Receiver;
  const others = [at(47101), at(47102, 'good'), at(0, 'good')];
  expect(agreeingPort(others, at(47101))).toBe(47101);
  expect(agreeingPort(others, at(47101, 'good'))).toBe(47102);
  expect(agreeingPort(others, at(47101, 'expired'))).toBe(47103);
  expect(agreeingPort(others, at(0))).toBe(0);
  expect(agreeingPort([at(65_535)], at(65_535, 'good'))).toBe(0);
});

test('the address of one that does not run is that of its protocol', () => {
  const receiver = { port: 47101, path: '/a', tls: 'expired' } as Receiver;
  expect(receiverUrl(receiver, null)).toBe('https://127.0.0.1:47101/a');
  expect(receiverUrl({ ...receiver, port: 0 }, null)).toBeNull();
  expect(receiverUrl(receiver, 'https://127.0.0.1:5/a')).toBe('https://127.0.0.1:5/a');
});
