import { X } from 'lucide-react';
import type { KnockCall } from '../../../core/contract/index.ts';
import { knockApi as words } from '../../strings/knock-api.ts';
import { Button } from '../../ui/button.tsx';
import { formatDuration } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import styles from './knock-api.module.css';

interface CallPaneProps {
  call: KnockCall;
  onOpenRun: () => void;
  onClose: () => void;
}

/** What one call asked, what it was answered, and what it led to. */
export function CallPane({ call, onOpenRun, onClose }: CallPaneProps) {
  const { method, path, status, durationMs, error, notes, run, atMs } = call;
  return (
    <section className={styles.pane} aria-label={words.pane}>
      <IconButton size="small" icon={X} label={words.closePane} className={styles.close} onPress={onClose} />
      <h2 className={styles.request}>
        {method} <code>{path}</code>
      </h2>
      <p className={styles.answer}>
        <StatusBadge
          status={status < 400 ? 'completed' : 'failed'}
          text={words.answered(status, formatDuration(durationMs))}
        />
        <span className={styles.muted}>
          <RelativeTime timeMs={atMs} />
        </span>
      </p>
      {error === null ? null : (
        <>
          <h3>{words.refused}</h3>
          <p>{error.message}</p>
          <code>{error.code}</code>
        </>
      )}
      {notes.length === 0 ? null : (
        <>
          <h3>{words.notes}</h3>
          <ul className={styles.notes}>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </>
      )}
      {run === null ? null : (
        <div>
          <Button variant="primary" onPress={onOpenRun}>
            {words.openRun(run.number)}
          </Button>
        </div>
      )}
    </section>
  );
}
