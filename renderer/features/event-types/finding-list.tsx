import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import type { JsonFinding, TextPlace } from '../../../core/contract/index.ts';
import { eventTypes as words } from '../../strings/event-types.ts';
import { keepMessagesAbove } from '../../ui/document-foot.ts';
import styles from './event-types.module.css';
import type { JsonCheck } from './use-json-check.ts';

interface FindingListProps {
  check: JsonCheck;
  /** Said when nothing is wrong. */
  allWell: string;
  /** The document's own refusal of the text, such as a failed save. */
  refusal: string | undefined;
  onShow(place: TextPlace): void;
}

/** What is wrong with the text above, line by line; choosing one goes there. */
export function FindingList({ check, allWell, refusal, onShow }: FindingListProps) {
  const { findings, schemaProblem, isCurrent } = check;
  const isBroken = findings.some(({ kind }) => kind === 'syntax');
  const isWell = findings.length === 0 && schemaProblem === null;
  return (
    <section ref={keepMessagesAbove} className={styles.findings} aria-label={words.findings}>
      {refusal === undefined ? null : (
        <p className={styles.problem} role="alert">
          <CircleAlert size="0.875rem" aria-hidden="true" />
          {`${words.refused}: ${refusal}`}
        </p>
      )}
      {schemaProblem === null ? null : (
        <p className={styles.caution}>
          <TriangleAlert size="0.875rem" aria-hidden="true" />
          {words.brokenSchema(schemaProblem)}
        </p>
      )}
      {isWell ? (
        <p className={styles.well} role="status">
          {isCurrent ? <CircleCheck size="0.875rem" aria-hidden="true" className={styles.good} /> : null}
          {isCurrent ? allWell : words.checking}
        </p>
      ) : null}
      {findings.length === 0 ? null : (
        <ul className={styles.findingRows}>
          {findings.map((finding) => (
            <FindingRow
              key={`${finding.place.line}:${finding.place.column}:${finding.message}`}
              {...{ finding, onShow }}
            />
          ))}
        </ul>
      )}
      {isBroken ? <p className={styles.quiet}>{words.notSavedWhileBroken}</p> : null}
    </section>
  );
}

function FindingRow({ finding, onShow }: { finding: JsonFinding; onShow(place: TextPlace): void }) {
  const { place, message, severity, pointer } = finding;
  const Icon = severity === 'error' ? CircleAlert : TriangleAlert;
  return (
    <li>
      <button type="button" className={styles.finding} onClick={() => onShow(place)}>
        <Icon size="0.875rem" aria-hidden="true" className={severity === 'error' ? styles.bad : styles.careful} />
        <span className={styles.where}>{words.place(place.line, place.column)}</span>
        <span className={styles.what}>{message}</span>
        {pointer === null || pointer === '' ? null : <code className={styles.pointer}>{pointer}</code>}
      </button>
    </li>
  );
}
