import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { formatBytes } from '../../../ui/format.ts';
import styles from './matrix.module.css';
import { isFailed, type MatrixCell } from './matrix.ts';

/** How one rendering ended, in a word beside its sign; nothing until it has. */
export function MatrixCellView({ cell }: { cell: MatrixCell | undefined }) {
  if (cell === undefined) return null;
  if (isFailed(cell)) {
    return (
      <span className={styles.error}>
        <CircleAlert size="0.875rem" aria-hidden="true" />
        {cell.errorCount === 0 ? channelStudio.matrixNotRendered : channelStudio.matrixErrors(cell.errorCount)}
      </span>
    );
  }
  if (cell.warningCount > 0) {
    return (
      <span className={styles.warning}>
        <TriangleAlert size="0.875rem" aria-hidden="true" />
        {channelStudio.matrixWarnings(cell.warningCount)}
      </span>
    );
  }
  return (
    <span className={styles.clean}>
      <CircleCheck size="0.875rem" role="img" aria-label={channelStudio.matrixFine} />
      {formatBytes(cell.sizeBytes ?? 0)}
    </span>
  );
}
