import { useState } from 'react';
import { useStore } from 'zustand';
import type { DocumentKind } from '../../core/contract/index.ts';
import { useApp, useDocuments } from '../stores/app-context.tsx';
import type { Draft } from '../stores/drafts.ts';
import { closeTab, type Tab } from '../stores/session.ts';
import { frame } from '../strings/frame.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { ConflictComparison } from './conflict-comparison.tsx';

/** Above a document whose draft could not be saved: why, and what to do. Tab kinds of documents are the documents' kinds. */
export function DocumentBanner({ tab }: { tab: Tab }) {
  const app = useApp();
  // A draft that is merely being typed shows no banner, and must not render one for every key.
  const draft = useStore(app.drafts.store, (state) => {
    const found = state[`${tab.kind}/${tab.key}`];
    return found?.status === 'dirty' || found?.status === 'saving' ? undefined : found;
  });
  const [isCompared, setIsCompared] = useState(false);
  const stored = useDocuments((state) => (isCompared ? state.byId[`${tab.kind}/${tab.key}`] : undefined));
  const isThere = useDocuments((state) => state.byId[`${tab.kind}/${tab.key}`] !== undefined);
  if (draft === undefined) return null;
  const kind: DocumentKind = draft.kind;
  switch (draft.status) {
    case 'conflict':
      if (!isThere) return <RemovedBanner tab={tab} draft={draft} />;
      return (
        <>
          <Banner
            tone="warning"
            actions={
              <>
                <Button onPress={() => setIsCompared(!isCompared)}>
                  {isCompared ? frame.hideComparison : frame.compare}
                </Button>
                <Button onPress={() => void app.drafts.resolveConflict(kind, draft.key, 'mine')}>
                  {frame.keepMine}
                </Button>
                <Button onPress={() => void app.drafts.resolveConflict(kind, draft.key, 'theirs')}>
                  {frame.takeTheirs}
                </Button>
              </>
            }
          >
            {frame.conflict}
          </Banner>
          {isCompared ? <ConflictComparison theirs={stored?.value} mine={draft.value} /> : null}
        </>
      );
    case 'failed':
      return (
        <Banner
          tone="error"
          actions={<Button onPress={() => void app.drafts.flush(kind, draft.key)}>{frame.tryAgain}</Button>}
        >
          <strong>{frame.saveFailed}.</strong> {draft.error?.message}
        </Banner>
      );
    case 'invalid':
      return <Banner tone="warning">{frame.saveInvalid(draft.issues.length)}</Banner>;
    default:
      return null;
  }
}

/** What was typed can make the document anew, or goes, and its tab with it. */
function RemovedBanner({ tab, draft }: { tab: Tab; draft: Draft }) {
  const app = useApp();
  // A new document is refused only while a file stands in its place that cannot be read.
  const refusal = draft.baseRevision === null ? draft.error : null;
  const letGo = (): void => {
    app.drafts.discard(draft.kind, draft.key);
    app.session.setState((state) => closeTab(state, tab.id));
  };
  return (
    <Banner
      tone="warning"
      actions={
        <>
          <Button onPress={() => void app.drafts.resolveConflict(draft.kind, draft.key, 'mine')}>
            {frame.writeAgain}
          </Button>
          <Button onPress={letGo}>{frame.letGo}</Button>
        </>
      }
    >
      {refusal?.message ?? frame.removedElsewhere}
    </Banner>
  );
}
