import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import type { CommandOutput, TextPlace } from '../../../core/contract/index.ts';
import { eventTypes as words } from '../../strings/event-types.ts';
import { classNames } from '../../ui/class-names.ts';
import styles from './event-types.module.css';

export type PlacedChange = CommandOutput<'eventTypes.compareTexts'>[number];
type Severity = PlacedChange['severity'];

const icons = { breaking: CircleAlert, risky: TriangleAlert, compatible: CircleCheck };
const looks = { breaking: styles.bad, risky: styles.careful, compatible: styles.good };
const severities: readonly Severity[] = ['breaking', 'risky', 'compatible'];

interface ChangeListProps {
  label: string;
  changes: readonly PlacedChange[];
  /** Goes to the change in the newer text; absent = there is no such text to go to. */
  onShow?: (place: TextPlace) => void;
}

/** Changes between two schemas, the gravest first, each with its word and place. */
export function ChangeList({ label, changes, onShow }: ChangeListProps) {
  if (changes.length === 0) return <p className={styles.well}>{words.noChanges}</p>;
  return (
    <ul className={styles.findingRows} aria-label={label}>
      {changes.map((change) => (
        <ChangeRow key={`${change.kind}:${change.path}:${change.message}`} change={change} onShow={onShow} />
      ))}
    </ul>
  );
}

function ChangeRow({ change, onShow }: { change: PlacedChange; onShow: ChangeListProps['onShow'] }) {
  const { severity, message, afterPlace, beforePlace } = change;
  const Icon = icons[severity];
  const place = afterPlace ?? beforePlace;
  const content = (
    <>
      <Icon size="0.875rem" aria-hidden="true" className={looks[severity]} />
      <span className={classNames(styles.severity, looks[severity])}>{words.severity[severity]}</span>
      <span className={styles.where}>
        {place === null ? '' : `${afterPlace === null ? '−' : ''}${words.place(place.line, place.column)}`}
      </span>
      <span className={styles.what}>{message}</span>
    </>
  );
  return (
    <li>
      {afterPlace === null || onShow === undefined ? (
        <div className={styles.finding}>{content}</div>
      ) : (
        <button
          type="button"
          className={styles.finding}
          title={words.showInSchema(change.path)}
          onClick={() => onShow(afterPlace)}
        >
          {content}
        </button>
      )}
    </li>
  );
}

/** How many of each kind: `1 breaking · 2 compatible`. */
export function ChangeCounts({ changes }: { changes: readonly PlacedChange[] }) {
  const counted = severities
    .map((severity) => ({ severity, count: changes.filter((change) => change.severity === severity).length }))
    .filter(({ count }) => count > 0);
  return (
    <span className={styles.counts}>
      {counted.map(({ severity, count }) => (
        <span key={severity} className={looks[severity]}>
          {words.severityCount[severity](count)}
        </span>
      ))}
    </span>
  );
}
