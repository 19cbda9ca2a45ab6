import { parseStepKey, type RenamedKind, stepKey } from '../../core/contract/index.ts';
import { documents as words } from '../strings/documents.ts';
import type { App } from './app.ts';
import { wordsOf } from './document-actions.ts';
import { documentId } from './documents.ts';
import { renameTab, type SessionState } from './session.ts';

/**
 * Gives a document another key, also wherever other documents name it; one step to undo, and its tabs stay open. Rejects with
 * a `CommandError`; then nothing has changed.
 */
export async function renameDocument(app: App, kind: RenamedKind, from: string, to: string): Promise<void> {
  await app.drafts.flush();
  if (from === to || app.documents.getState().byId[documentId(kind, from)] === undefined) return;
  let users = 0;
  const move = async (source: string, target: string): Promise<void> => {
    const { rewritten } = await app.engine.call('documents.rename', { kind, from: source, to: target });
    users = rewritten.length;
    app.session.setState((state) => withTabsRenamed(state, kind, source, target));
  };
  await app.history.perform({
    label: words.renameLabel(wordsOf(kind), from, to),
    redo: () => move(from, to),
    undo: () => move(to, from),
  });
  app.toast(words.renamed(wordsOf(kind), to, users), { label: words.undo, run: () => void app.history.undo() });
}

/** A workflow is also what its run set-up and its steps' requests are of. */
export function withTabsRenamed(state: SessionState, kind: RenamedKind, from: string, to: string): SessionState {
  const own = renameTab(state, { kind, key: from }, to);
  if (kind !== 'workflow') return own;
  const steps = own.tabs.flatMap((tab) => {
    const step = tab.kind === 'step' ? parseStepKey(tab.key) : null;
    return step?.workflow === from ? [{ tab, key: stepKey(to, step.ref) }] : [];
  });
  return steps.reduce(
    (current, { tab, key }) => renameTab(current, tab, key),
    renameTab(own, { kind: 'run-setup', key: from }, to),
  );
}
