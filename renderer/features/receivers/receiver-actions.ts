import type { CommandError, Receiver } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { toCommandError } from '../../stores/command-failure.ts';
import { createDocument, freeKey } from '../../stores/document-actions.ts';
import { selectDocuments } from '../../stores/documents.ts';
import { applyReceiverStates } from '../../stores/receivers.ts';
import { receivers as words } from '../../strings/receivers.ts';

const defaultPort = 47101;

export async function addReceiver(app: App): Promise<void> {
  // Receivers like to live on one port, told apart by their paths.
  const port = selectDocuments(app.documents.getState(), 'receiver')[0]?.value.port ?? defaultPort;
  const key = freeKey(app, 'receiver', words.newName);
  await addAndOpen(app, key, {
    name: words.newName,
    port,
    path: `/hooks/${key}`,
    answer: { status: 200, headers: [], body: '', latencyMs: 0 },
    statusSequence: [],
    afterSequence: 'repeat-last',
    verification: null,
  });
}

export async function duplicateReceiver(app: App, receiver: Receiver): Promise<void> {
  const name = words.copyName(receiver.name);
  const key = freeKey(app, 'receiver', name);
  await addAndOpen(app, key, { ...receiver, name, path: `/hooks/${key}` });
}

async function addAndOpen(app: App, key: string, receiver: Receiver): Promise<void> {
  await createDocument(app, 'receiver', key, receiver);
  app.openTab({ kind: 'receiver', key });
}

/** Starts them. Rejects with a `CommandError`, such as `port-in-use` with the field `port`; the others start all the same. */
export async function startReceivers(app: App, keys: readonly string[]): Promise<void> {
  await switchReceivers(app, 'receivers.start', keys);
}

export async function stopReceivers(app: App, keys: readonly string[]): Promise<void> {
  await switchReceivers(app, 'receivers.stop', keys);
}

async function switchReceivers(
  app: App,
  command: 'receivers.start' | 'receivers.stop',
  keys: readonly string[],
): Promise<void> {
  await Promise.all(keys.map((key) => app.drafts.flush('receiver', key)));
  let refusal: CommandError | null = null;
  // One at a time: a port in use must not keep the others from starting.
  for (const key of keys) {
    try {
      const states = await app.engine.call(command, { receivers: [key] });
      app.receivers.setState((all) => applyReceiverStates(all, states));
    } catch (cause) {
      refusal ??= toCommandError(cause);
    }
  }
  if (refusal !== null) throw refusal;
}
