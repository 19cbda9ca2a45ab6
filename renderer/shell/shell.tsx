import { Suspense } from 'react';
import { useStore } from 'zustand';
import { features, findTabDocument, findView } from '../features/feature-registry.ts';
import type { Host } from '../host/host.ts';
import { useSession, useWorkspaceInfo } from '../stores/app-context.tsx';
import { frame } from '../strings/frame.ts';
import { Banner } from '../ui/banner.tsx';
import { Loading } from '../ui/loading.tsx';
import { SplitPane } from '../ui/split-pane.tsx';
import { ActivityBar } from './activity-bar.tsx';
import { BottomPanel } from './bottom-panel.tsx';
import { DocumentArea } from './document-area.tsx';
import { EngineBanner } from './engine-banner.tsx';
import { sideListAttribute } from './focus-side-list.ts';
import { Palette } from './palette.tsx';
import type { PaletteStore } from './palette-store.ts';
import { PaneGuard } from './pane-guard.tsx';
import { RightPane } from './right-pane.tsx';
import { rightPaneState } from './right-pane-state.ts';
import styles from './shell.module.css';
import { StatusBar } from './status-bar.tsx';
import { useRoom } from './window-room.ts';

/** The window: views at the left, their list, the documents, what belongs to them at the right, live panel below. */
export function Shell({ host, palette }: { host: Host; palette: PaletteStore }) {
  const link = useStore(host.link.state);
  const info = useWorkspaceInfo();
  const room = useRoom();
  const view = useSession((state) => state.view);
  const isListOpen = useSession((state) => state.isListOpen);
  const isBottomOpen = useSession((state) => state.isBottomPanelOpen);
  const tab = useSession((state) => state.tabs.find((open) => open.id === state.activeTabId));
  const RightContent = tab === undefined ? undefined : findTabDocument(tab.kind)?.RightPane;
  const isRightShown = useSession((state) => rightPaneState(state, room.isNarrow, findTabDocument) === 'shown');
  const ListPane = findView(view)?.ListPane;

  const rightPane =
    tab !== undefined && RightContent !== undefined && isRightShown ? (
      <RightPane tab={tab} Content={RightContent} />
    ) : null;
  // Where the width does not do for both, the right pane goes under the document.
  const documents = (
    <SplitPane
      id="right-pane"
      sizeName={room.isNarrow ? 'right-pane-below' : 'right-pane'}
      orientation={room.isNarrow ? 'vertical' : 'horizontal'}
      main={<DocumentArea />}
      side={rightPane}
      sidePlace="end"
      defaultSize={room.isNarrow ? 260 : 376}
      minSize={room.isNarrow ? 120 : 260}
      minMainSize={room.isNarrow ? 160 : 300}
      handleLabel={frame.resizeRightPane}
    />
  );
  const centre = (
    <SplitPane
      id="bottom-panel"
      orientation="vertical"
      main={documents}
      side={isBottomOpen && features.length > 0 ? <BottomPanel /> : null}
      sidePlace="end"
      defaultSize={200}
      minSize={100}
      minMainSize={240}
      handleLabel={frame.resizeBottomPanel}
    />
  );
  const list =
    isListOpen && ListPane !== undefined ? (
      <div className={styles.list} {...{ [sideListAttribute]: view }}>
        <PaneGuard resetKey={view}>
          <Suspense fallback={<Loading />}>
            <ListPane />
          </Suspense>
        </PaneGuard>
      </div>
    ) : null;

  return (
    <div className={styles.window}>
      <EngineBanner host={host} link={link} />
      {info?.readOnlyReason == null ? null : <Banner tone="warning">{frame.readOnly(info.readOnlyReason)}</Banner>}
      <div className={styles.body}>
        <ActivityBar />
        <main className={styles.panes}>
          <h1 className={styles.name}>{info?.name}</h1>
          <SplitPane
            id="list"
            orientation="horizontal"
            main={centre}
            side={list}
            sidePlace="start"
            defaultSize={room.isNarrow ? 184 : 232}
            minSize={140}
            maxSize={480}
            minMainSize={320}
            handleLabel={frame.resizeList}
          />
        </main>
      </div>
      <StatusBar engine={link.status} />
      <Palette store={palette} />
    </div>
  );
}
