import { Suspense } from 'react';
import { findTabDocument } from '../features/feature-registry.ts';
import { useApp, useSession } from '../stores/app-context.tsx';
import type { Tab } from '../stores/session.ts';
import { closeTab } from '../stores/session.ts';
import { frame } from '../strings/frame.ts';
import { messagesOverAttribute } from '../ui/document-foot.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { ToastRegion } from '../ui/toast-region.tsx';
import styles from './document-area.module.css';
import { DocumentBanner } from './document-banner.tsx';
import { DocumentTabs } from './document-tabs.tsx';
import { PaneGuard } from './pane-guard.tsx';
import { StartPage } from './start-page.tsx';

/** The tabs and the active document under them; at its foot what was just done, where it covers no other pane. */
export function DocumentArea() {
  const app = useApp();
  const tab = useSession((state) => state.tabs.find((open) => open.id === state.activeTabId));
  return (
    <div className={styles.area} {...{ [messagesOverAttribute]: '' }}>
      <DocumentTabs />
      {tab === undefined ? <StartPage /> : <ActiveDocument tab={tab} />}
      <ToastRegion store={app.toasts} />
    </div>
  );
}

function ActiveDocument({ tab }: { tab: Tab }) {
  const app = useApp();
  const definition = findTabDocument(tab.kind);
  if (definition === undefined) {
    const close = {
      label: frame.closeThisTab,
      onPress: () => app.session.setState((state) => closeTab(state, tab.id)),
    };
    return <EmptyState sentence={frame.unknownTab} action={close} />;
  }
  const { Document } = definition;
  return (
    <>
      <DocumentBanner tab={tab} />
      <div className={styles.document} role="tabpanel" data-tab={tab.id}>
        <PaneGuard resetKey={tab.id}>
          <Suspense fallback={<Loading />}>
            {/* Keyed by kind, not by tab: editors swap what they show instead of being made anew. */}
            <Document key={tab.kind} tab={tab} />
          </Suspense>
        </PaneGuard>
      </div>
    </>
  );
}
