import type { ReactNode } from 'react';
import type { Finding } from '../../../core/contract/index.ts';
import { signatures } from '../../strings/signatures.ts';
import { DifferenceView } from './difference-view.tsx';
import styles from './finding-card.module.css';

/** One way in which the request would have verified. */
export function FindingCard({ rank, finding, action }: { rank: number; finding: Finding; action: ReactNode }) {
  const { title, sentence, fix, firstDifference, causes, isProven } = finding;
  return (
    <article className={styles.finding}>
      <header className={styles.header}>
        <h4>{signatures.finding(rank, title)}</h4>
        <span className={isProven ? styles.proven : styles.likely}>
          {isProven ? signatures.proven : signatures.likely}
        </span>
      </header>
      <p>{sentence}</p>
      {causes.length < 2 ? (
        <p>
          <strong>{signatures.fix}: </strong>
          {fix}
        </p>
      ) : (
        <>
          <p className={styles.together}>{signatures.together}:</p>
          <ul className={styles.causes}>
            {causes.map((cause) => (
              <li key={cause.code}>
                <strong>{cause.title}. </strong>
                {cause.fix}
              </li>
            ))}
          </ul>
        </>
      )}
      {firstDifference === null ? null : (
        <>
          <p>{signatures.differsAt(firstDifference.offset)}</p>
          <DifferenceView
            one={{ label: signatures.signedBySender, text: firstDifference.expectedExcerpt }}
            other={{ label: signatures.madeHere, text: firstDifference.actualExcerpt }}
          />
        </>
      )}
      {action}
    </article>
  );
}
