import type { RecipientRunRow, RunRecord } from '../../../core/contract/index.ts';
import { runs as words } from '../../strings/runs.ts';

/**
 * The row as it stands: of a run that was interrupted, the log's last word may be that an attempt is awaited, and nobody
 * awaits it any more.
 */
export function rowAsItStands(row: RecipientRunRow, runStatus: RunRecord['status'] | undefined): RecipientRunRow {
  const isUnderWay = row.status === 'pending' || row.status === 'sending' || row.status === 'waiting';
  if (runStatus !== 'interrupted' || !isUnderWay) return row;
  return {
    ...row,
    status: 'stopped',
    nextAttemptAtMs: null,
    reason: { code: 'stopped', message: words.interruptedWhy },
  };
}
