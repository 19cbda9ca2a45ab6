import { disposeTextModels } from '../../editor/text-models.ts';
import type { SessionStore } from '../../stores/session.ts';

const followed = new WeakSet<SessionStore>();

/** Frees the text models of an event type when its tab is closed; until then they are kept, so that undo survives. */
export function releaseClosedModels(session: SessionStore): void {
  if (followed.has(session)) return;
  followed.add(session);
  session.subscribe((state, before) => {
    if (state.tabs === before.tabs) return;
    for (const tab of before.tabs) {
      const isClosed = tab.kind === 'event-type' && !state.tabs.some(({ id }) => id === tab.id);
      // After the editor itself has gone with its tab.
      if (isClosed) setTimeout(() => disposeTextModels(tab.kind, tab.key));
    }
  });
}
