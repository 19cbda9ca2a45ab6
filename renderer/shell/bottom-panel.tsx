import { X } from 'lucide-react';
import { Suspense } from 'react';
import { useStore } from 'zustand';
import { features } from '../features/feature-registry.ts';
import { useApp, useSession } from '../stores/app-context.tsx';
import { frame } from '../strings/frame.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Loading } from '../ui/loading.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { PaneGuard } from './pane-guard.tsx';
import styles from './problem-list.module.css';
import { ProblemList } from './problem-list.tsx';

/** Under the documents: what is being delivered, or what is wrong in the workspace's files. */
export function BottomPanel() {
  const { session } = useApp();
  const selected = useSession((state) => state.bottomPanel);
  const Deliveries = features.find((feature) => feature.BottomPanel !== undefined)?.BottomPanel;
  const close = (
    <>
      {selected === 'problems' ? <Checking /> : null}
      <IconButton
        size="small"
        icon={X}
        label={frame.closeBottomPanel}
        onPress={() => session.setState({ isBottomPanelOpen: false })}
      />
    </>
  );
  return (
    <Tabs
      label={frame.bottomPanel.deliveries}
      selected={selected}
      onSelect={(bottomPanel) => session.setState({ bottomPanel })}
      aside={close}
      items={[
        {
          id: 'deliveries',
          label: frame.bottomPanel.deliveries,
          content: (
            <PaneGuard resetKey="deliveries">
              <Suspense fallback={<Loading />}>{Deliveries === undefined ? null : <Deliveries />}</Suspense>
            </PaneGuard>
          ),
        },
        { id: 'problems', label: frame.bottomPanel.problems, content: <ProblemList /> },
      ]}
    />
  );
}

/** How far the background check is, while it takes its time. */
function Checking() {
  const unchecked = useStore(useApp().problems, (state) => state.unchecked);
  return unchecked === 0 ? null : <span className={styles.checking}>{frame.checking(unchecked)}</span>;
}
