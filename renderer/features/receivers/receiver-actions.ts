import {
  CommandError,
  isSameProtocol,
  type PortProtocol,
  type Receiver,
  receiverAddress,
} from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { toCommandError } from '../../stores/command-failure.ts';
import { createDocument, freeKey } from '../../stores/document-actions.ts';
import { documentId, documentName, selectDocument, selectDocuments } from '../../stores/documents.ts';
import { applyReceiverStates } from '../../stores/receivers.ts';
import { receivers as words } from '../../strings/receivers.ts';
import { openAtName } from '../open-at-name.ts';

/** For the first receiver: a fixed one, so that the URL of a webhook goes on to lead to it. */
const firstPort = 47_101;

/** Of a receiver that was given no other one. */
export function pathOf(key: string): string {
  return `/hooks/${key}`;
}

/** The port that the other receivers share which speak plain http, so that a new one works beside them. */
function usualPort(app: App): number {
  const receivers = selectDocuments(app.documents.getState(), 'receiver').map(({ value }) => value);
  const shared = receivers.find(({ tls }) => tls === undefined)?.port;
  return shared ?? agreeingPort(receivers, { port: firstPort });
}

/** The first port from that of the receiver on where no other one has another protocol or certificate. */
export function agreeingPort(others: readonly Receiver[], receiver: PortProtocol & { port: number }): number {
  const { port } = receiver;
  const isTaken = others.some((other) => port !== 0 && other.port === port && !isSameProtocol(other, receiver));
  // After the last port there is still any free one.
  return isTaken ? agreeingPort(others, { ...receiver, port: (port + 1) % 65_536 }) : port;
}

function newReceiver(app: App, key: string, name: string): Receiver {
  return {
    name,
    port: usualPort(app),
    path: pathOf(key),
    answer: { status: 200, headers: [], body: '', latencyMs: 0 },
    statusSequence: [],
    afterSequence: 'answer',
    verification: null,
  };
}

export async function addReceiver(app: App): Promise<void> {
  const key = freeKey(app, 'receiver', words.newName);
  await addAndOpen(app, key, newReceiver(app, key, words.newName));
}

/**
 * Adds a receiver for a webhook and starts it; it verifies as the first channel signs that reads the webhook's key. Gives its
 * URL, also when it could not start, which is said. Rejects with a `CommandError` when it could not be added.
 */
export async function addReceiverFor(
  app: App,
  webhook: { name: string; keyProperty: string; signingKey: string },
): Promise<string> {
  const key = freeKey(app, 'receiver', webhook.name);
  const scheme = selectDocuments(app.documents.getState(), 'channel')
    .map(({ value }) => value.signing)
    .find((signing) => signing?.key.includes(`recipient.${webhook.keyProperty}`))?.scheme;
  const isVerified = scheme !== undefined && webhook.signingKey !== '';
  const receiver = newReceiver(app, key, webhook.name);
  const verification = isVerified ? { scheme, key: webhook.signingKey, onFailure: 'record' as const } : null;
  await createDocument(app, 'receiver', key, { ...receiver, verification });
  await startReceivers(app, [key]).then(
    () => app.toast(words.addedFor(webhook.name, isVerified)),
    (cause: unknown) => app.fail(words.startFailed, cause),
  );
  return receiverUrl(receiver, app.receivers.getState().states[key]?.url ?? null) ?? '';
}

/** Where a receiver is or will be; null for one that takes any free port when it starts. */
export function receiverUrl(receiver: Receiver, runningUrl: string | null): string | null {
  if (runningUrl !== null) return runningUrl;
  return receiver.port === 0 ? null : receiverAddress(receiver, receiver.port);
}

/** The copy gets a path of its own: two receivers of one port need two. */
export async function duplicateReceiver(app: App, receiver: Receiver): Promise<void> {
  const name = words.copyName(receiver.name);
  const key = freeKey(app, 'receiver', name);
  await addAndOpen(app, key, { ...receiver, name, path: pathOf(key) });
}

async function addAndOpen(app: App, key: string, receiver: Receiver): Promise<void> {
  await createDocument(app, 'receiver', key, receiver);
  openAtName(app, { kind: 'receiver', key }, { section: 'behaviour' });
}

/**
 * Starts each of them, whatever becomes of the others; rejects with a `CommandError` that names all that could not. What
 * is typed is saved first, so that what runs is what is seen: one whose form cannot be saved does not start.
 */
export async function startReceivers(app: App, keys: readonly string[]): Promise<void> {
  await Promise.all(keys.map((key) => app.drafts.flush('receiver', key)));
  const failures: { key: string; error: CommandError }[] = [];
  for (const key of keys) {
    try {
      refuseUnsaved(app, key);
      await change(app, 'receivers.start', [key]);
    } catch (cause) {
      failures.push({ key, error: toCommandError(cause) });
    }
  }
  const [first, second] = failures;
  if (first === undefined) return;
  if (second === undefined) throw first.error;
  throw new CommandError(first.error.code, await failuresInWords(app, failures), {
    details: failures.map(({ error }) => error.message).join('\n'),
  });
}

function refuseUnsaved(app: App, key: string): void {
  const id = documentId('receiver', key);
  if (app.drafts.store.getState()[id] === undefined) return;
  const stored = app.documents.getState().byId[id];
  const name = stored === undefined ? key : documentName(stored);
  throw new CommandError('conflict', words.unsaved(name));
}

/** Receivers that share a port share what is wrong with it: each reason is said once, with all it is about. */
async function failuresInWords(app: App, failures: readonly { key: string; error: CommandError }[]): Promise<string> {
  // The state's words do not repeat whose they are.
  const states = await app.engine.call('receivers.states', {}).catch(() => []);
  const byReason = new Map<string, string[]>();
  for (const { key, error } of failures) {
    const reason = states.find(({ receiver }) => receiver === key)?.problem ?? error.message;
    const name = selectDocument(app.documents.getState(), 'receiver', key)?.value.name ?? key;
    byReason.set(reason, [...(byReason.get(reason) ?? []), name]);
  }
  return [...byReason].map(([reason, names]) => words.couldNotStart(names, reason)).join(' ');
}

export async function stopReceivers(app: App, keys: readonly string[]): Promise<void> {
  if (keys.length > 0) await change(app, 'receivers.stop', keys);
}

async function change(app: App, name: 'receivers.start' | 'receivers.stop', keys: readonly string[]): Promise<void> {
  const states = await app.engine.call(name, { receivers: [...keys] });
  app.receivers.setState((all) => applyReceiverStates(all, states));
}
