import { CommandError, type DocumentKind } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { documentName } from '../../stores/documents.ts';
import { runs as words } from '../../strings/runs.ts';

/** Kinds of documents that decide what a run sends. */
const decisiveKinds: ReadonlySet<DocumentKind> = new Set([
  'channel',
  'workflow',
  'partial',
  'environment',
  'event-type',
  'signature-scheme',
]);

/**
 * Saves what was typed before the engine acts on it: what is seen is what is sent. Rejects with `conflict` when a document
 * that decides what is sent has changes that cannot be saved.
 */
export async function saveFirst(app: App): Promise<void> {
  await app.drafts.flush();
  const unsaved = Object.values(app.drafts.store.getState()).find(({ kind }) => decisiveKinds.has(kind));
  if (unsaved === undefined) return;
  const stored = app.documents.getState().byId[`${unsaved.kind}/${unsaved.key}`];
  const name = stored === undefined ? unsaved.key : documentName(stored);
  throw new CommandError('conflict', words.unsavedDocument(unsaved.kind.replace('-', ' '), name), {
    ...(unsaved.error === null ? {} : { details: unsaved.error.message }),
  });
}
