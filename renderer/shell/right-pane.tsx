import { X } from 'lucide-react';
import { Suspense } from 'react';
import { useCommandKeys, useCommands } from '../commands/commands-context.tsx';
import type { TabDocument } from '../features/feature.ts';
import type { Tab } from '../stores/session.ts';
import { frame } from '../strings/frame.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Loading } from '../ui/loading.tsx';
import { PaneGuard } from './pane-guard.tsx';
import styles from './right-pane.module.css';

/** What belongs to the active document: form, preview or inspector. */
export function RightPane({ tab, Content }: { tab: Tab; Content: NonNullable<TabDocument['RightPane']> }) {
  const commands = useCommands();
  const keys = useCommandKeys('pane.right');
  return (
    <section className={styles.pane} aria-label={frame.rightPane}>
      <IconButton
        size="small"
        icon={X}
        label={frame.closeRightPane}
        keys={keys}
        className={styles.close}
        onPress={() => void commands.run('pane.right')}
      />
      <PaneGuard resetKey={tab.id}>
        <Suspense fallback={<Loading />}>
          <Content key={tab.kind} tab={tab} />
        </Suspense>
      </PaneGuard>
    </section>
  );
}
