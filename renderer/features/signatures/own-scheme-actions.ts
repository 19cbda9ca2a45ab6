import type { SignatureScheme } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { createDocument, freeKey, removeDocument, slugOf } from '../../stores/document-actions.ts';
import { applyChange, documentId, selectDocument, selectDocuments } from '../../stores/documents.ts';
import { renameTab } from '../../stores/session.ts';
import { signatureSchemes as words } from '../../strings/signature-schemes.ts';
import { type SchemeUser, schemeUsers, withSchemeRenamed } from './scheme-usage.ts';

const kind = 'signature-scheme';

function newScheme(): SignatureScheme {
  return {
    name: words.newSchemeName,
    description: '',
    source: '',
    headers: [{ name: 'X-Signature', value: 't={timestamp},v1={signature}' }],
    signedContent: '{timestamp}.{body}',
    algorithm: 'hmac-sha256',
    encoding: 'hex',
    key: { stripPrefix: null, decoding: 'utf8' },
    timestamp: { unit: 'seconds', tolerancePastSeconds: 300, toleranceFutureSeconds: 300 },
    signatureSeparator: ',',
  };
}

export async function addOwnScheme(app: App): Promise<void> {
  await addAndOpen(app, newScheme());
}

/** A copy to be changed, under a name of its own. Gives its key. */
export async function duplicateScheme(app: App, scheme: SignatureScheme): Promise<string> {
  return addAndOpen(app, { ...scheme, name: words.copyName(scheme.name) });
}

async function addAndOpen(app: App, scheme: SignatureScheme): Promise<string> {
  const key = await keepScheme(app, scheme);
  app.openTab({ kind, key });
  return key;
}

/** Adds it to the workspace without opening it, under a name that no preset has. Gives its key. */
export async function keepScheme(app: App, scheme: SignatureScheme): Promise<string> {
  const presets = app.workspace.getState().catalogue?.schemes ?? [];
  const isTaken = presets.some((preset) => preset.scheme.name === scheme.name);
  const value = isTaken ? { ...scheme, name: words.copyName(scheme.name) } : scheme;
  const key = freeKey(app, kind, slugOf(value.name));
  await createDocument(app, kind, key, value);
  return key;
}

/** Who names the scheme now. */
export function usersOf(app: App, key: string): SchemeUser[] {
  const state = app.documents.getState();
  return schemeUsers(key, selectDocuments(state, 'channel'), selectDocuments(state, 'receiver'));
}

export async function removeOwnScheme(app: App, key: string): Promise<void> {
  await removeDocument(app, kind, key);
}

/** Moves it to another key, and whoever names it with it; one step to undo. */
export async function renameOwnScheme(app: App, from: string, to: string): Promise<void> {
  await app.flush();
  const document = selectDocument(app.documents.getState(), kind, from);
  if (document === undefined || from === to) return;
  const { value } = document;
  const move = async (source: string, target: string): Promise<void> => {
    await put(app, { kind, key: target, value });
    for (const user of usersOf(app, source)) await put(app, withSchemeRenamed(user, source, target));
    app.session.setState((state) => renameTab(state, { kind, key: source }, target));
    app.drafts.discard(kind, source);
    await app.engine.call('documents.remove', { kind, key: source });
    app.documents.setState((state) => applyChange(state, { kind, key: source, document: null, origin: 'command' }));
  };
  await app.history.perform({
    label: words.renameLabel(from, to),
    redo: () => move(from, to),
    undo: () => move(to, from),
  });
}

type Written = SchemeUser | { kind: typeof kind; key: string; value: SignatureScheme };

async function put(app: App, { kind: writtenKind, key, value }: Written): Promise<void> {
  const { revision } = await app.engine.call('documents.put', { kind: writtenKind, key, value, baseRevision: null });
  // Kind and value belong together: they come from the documents themselves.
  const document = { kind: writtenKind, key, revision, value } as never;
  app.documents.setState((state) => applyChange(state, { kind: writtenKind, key, document, origin: 'command' }));
}

export function isKeyTaken(app: App, key: string): boolean {
  return documentId(kind, key) in app.documents.getState().byId;
}
