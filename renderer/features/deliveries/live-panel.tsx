import { useState } from 'react';
import type { AttemptSummary } from '../../../core/contract/index.ts';
import { useApp, useRuns } from '../../stores/app-context.tsx';
import { deliveries as words } from '../../strings/deliveries.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { NewRowsButton } from '../../ui/new-rows-button.tsx';
import { AttemptTable } from './attempt-table.tsx';
import { HeldBanner } from './comparison/held-banner.tsx';
import styles from './deliveries.module.css';

/** What is being delivered right now, under the documents. Scrolling down holds it still. */
export function LivePanel() {
  const app = useApp();
  const live = useRuns((state) => state.liveAttempts);
  const [held, setHeld] = useState<readonly AttemptSummary[] | null>(null);
  const [selected, setSelected] = useState<string | null>(null);
  const rows = held ?? live;
  const newest = held?.[0]?.sequence ?? 0;
  const waiting = held === null ? 0 : live.filter(({ sequence }) => sequence > newest).length;
  const release = (): void => {
    setHeld(null);
    setSelected(null);
  };
  return (
    <div
      className={styles.document}
      onScrollCapture={(event) => {
        if (!(event.target instanceof Element)) return;
        if (event.target.scrollTop >= 4) setHeld((before) => before ?? live);
        else if (selected === null) setHeld(null);
      }}
    >
      <HeldBanner selectedId={selected ?? ''} />
      <div className={styles.table}>
        <NewRowsButton count={waiting} tooltip={words.showNew} onPress={release} />
        <AttemptTable
          label={words.liveTable}
          rows={rows}
          selectedId={selected}
          onSelect={(attempt) => {
            setHeld(rows);
            setSelected(attempt.id);
          }}
          onOpen={(attempt) => app.openTab({ kind: 'delivery', key: attempt.id })}
          empty={<EmptyState sentence={words.liveEmpty} />}
        />
      </div>
    </div>
  );
}
