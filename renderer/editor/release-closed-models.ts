import { disposeTextModels } from './text-models.ts';

interface OpenTabs {
  tabs: readonly { id: string; kind: string; key: string }[];
}

/** The part of the session that is followed. */
interface TabSource {
  subscribe(onChange: (state: OpenTabs, before: OpenTabs) => void): unknown;
}

const followed = new WeakSet<TabSource>();

/** Frees the text models of a document when its tab is closed; until then they are kept, so that undo survives tab switches. */
export function releaseClosedModels(session: TabSource): void {
  if (followed.has(session)) return;
  followed.add(session);
  session.subscribe((state, before) => {
    if (state.tabs === before.tabs) return;
    for (const { id, kind, key } of before.tabs) {
      // After the editor itself has gone with its tab.
      if (!state.tabs.some((tab) => tab.id === id)) setTimeout(() => disposeTextModels(kind, key));
    }
  });
}
