import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import { useApp } from '../../../stores/app-context.tsx';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { VirtualList } from '../../../ui/virtual-list.tsx';
import { openPlace } from '../open-place.ts';
import styles from './matrix.module.css';
import type { MatrixFinding } from './matrix.ts';

const icons = { error: CircleAlert, warning: TriangleAlert, info: Info };

interface MatrixFindingsProps {
  findings: readonly MatrixFinding[];
  /** Said when there are none. */
  none: string;
}

/** What was found, each once, with where it was met; one click away from its place. */
export function MatrixFindings({ findings, none }: MatrixFindingsProps) {
  const app = useApp();
  return (
    <VirtualList
      label={channelStudio.matrixFindings}
      rows={findings}
      rowId={({ id }) => id}
      onOpen={({ finding, document }) => openPlace(app, document, finding.diagnostic.field, finding.diagnostic)}
      renderRow={(row) => <FindingRow row={row} />}
      empty={<EmptyState sentence={none} />}
    />
  );
}

function FindingRow({ row }: { row: MatrixFinding }) {
  const { diagnostic, place } = row.finding;
  const where = [...row.where];
  const Icon = icons[diagnostic.severity];
  return (
    <span className={styles.row}>
      <Icon
        size="0.875rem"
        className={styles[diagnostic.severity]}
        role="img"
        aria-label={channelStudio.severities[diagnostic.severity]}
      />
      <span className={styles.place}>{channelStudio.problemPlace(place.file, place.line, place.column)}</span>
      <span className={styles.message} title={diagnostic.message}>
        {diagnostic.message}
      </span>
      <span className={styles.with} title={where.join(', ')}>
        {channelStudio.matrixWhere(where)}
      </span>
    </span>
  );
}
