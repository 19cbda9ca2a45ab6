import type { RenamedKind } from '../../core/contract/index.ts';
import { documents as words } from '../strings/documents.ts';
import type { App } from './app.ts';
import { freeKey, isNamedAnew, slugOf, wordsOf } from './document-actions.ts';
import { documentId } from './documents.ts';

/**
 * Gives a document another key, also wherever other documents name it; one step to undo. The engine tells all windows, whose
 * tabs of it follow. Rejects with a `CommandError`; then nothing has changed.
 */
export async function renameDocument(app: App, kind: RenamedKind, from: string, to: string): Promise<void> {
  await app.drafts.flush();
  if (from === to || app.documents.getState().byId[documentId(kind, from)] === undefined) return;
  let users = 0;
  let variables = 0;
  const move = async (source: string, target: string): Promise<void> => {
    const renamed = await app.engine.call('documents.rename', { kind, from: source, to: target });
    users = renamed.rewritten.length;
    variables = renamed.unreadVariables.length;
  };
  await app.history.perform({
    label: words.renameLabel(wordsOf(kind), from, to),
    redo: () => move(from, to),
    undo: () => move(to, from),
  });
  const told = words.renamed(wordsOf(kind), to, users);
  app.toast(variables === 0 ? told : `${told} ${words.unreadVariables(variables)}`, {
    label: words.undo,
    run: () => void app.history.undo(),
  });
}

/**
 * The key that its name gives a document which still has the one it was made with, such as `new-channel-2`; null when it has
 * another one, or no name that gives any.
 */
export function keyFromName(
  app: App,
  { kind, key, name, newName }: { kind: RenamedKind; key: string; name: string; newName: string },
): string | null {
  return isNamedAnew(key, slugOf(name), newName) ? freeKey(app, kind, name) : null;
}
