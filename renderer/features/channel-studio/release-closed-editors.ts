import { disposeTextModels } from '../../editor/text-models.ts';
import type { SessionStore } from '../../stores/session.ts';

const followed = new WeakSet<SessionStore>();

/** Frees the text models of a template when its tab is closed; until then they are kept, so that undo survives tab switches. */
export function releaseClosedEditors(session: SessionStore): void {
  if (followed.has(session)) return;
  followed.add(session);
  session.subscribe((state, before) => {
    if (state.tabs === before.tabs) return;
    for (const tab of before.tabs) {
      const isText = isTemplate(tab.kind);
      const isClosed = isText && !state.tabs.some(({ id }) => id === tab.id);
      // After the editor itself has gone with its tab.
      if (isClosed) setTimeout(() => disposeTextModels(tab.kind, tab.key));
    }
  });
}

function isTemplate(kind: string): boolean {
  return kind === 'channel' || kind === 'step' || kind === 'partial';
}
