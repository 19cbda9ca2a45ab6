import type { App } from '../../stores/app.ts';
import { documentId } from '../../stores/documents.ts';
import { renameTab } from '../../stores/session.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import { withPartialRenamed } from './partial-uses.ts';

/**
 * Gives a partial another key and changes every document that renders it; one step to undo. Rejects with a
 * `CommandError` when a document cannot be written; what was written until then can be undone.
 */
export async function renamePartial(app: App, from: string, to: string): Promise<void> {
  await app.drafts.flush();
  const { byId } = app.documents.getState();
  const partial = byId[documentId('partial', from)];
  if (partial?.kind !== 'partial' || from === to) return;
  const users = Object.values(byId).flatMap((document) => {
    if (document.kind === 'partial' && document.key === from) return [];
    if (document.kind !== 'channel' && document.kind !== 'partial' && document.kind !== 'workflow') return [];
    const after = withPartialRenamed(document.value, from, to);
    return after === document.value ? [] : [{ kind: document.kind, key: document.key, before: document.value, after }];
  });
  const put = (kind: 'channel' | 'partial' | 'workflow', key: string, value: unknown) =>
    app.engine.call('documents.put', { kind, key, value, baseRevision: null });
  const move = async (source: string, target: string, side: 'before' | 'after'): Promise<void> => {
    // The partial is there under both keys until nobody needs the old one.
    await put('partial', target, side === 'after' ? withPartialRenamed(partial.value, from, to) : partial.value);
    for (const user of users) await put(user.kind, user.key, user[side]);
    app.session.setState((state) => renameTab(state, { kind: 'partial', key: source }, target));
    await app.engine.call('documents.remove', { kind: 'partial', key: source });
  };
  await app.history.perform({
    label: channelStudio.renamePartialStep(from, to),
    redo: () => move(from, to, 'after'),
    undo: () => move(to, from, 'before'),
  });
  app.toast(channelStudio.partialRenamed(to, users.length), {
    label: channelStudio.takeBack,
    run: () => void app.history.undo(),
  });
}
