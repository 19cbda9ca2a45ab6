import type { NegativeCaseResult } from '../../../core/contract/index.ts';
import { signatures } from '../../strings/signatures.ts';
import { formatDuration } from '../../ui/format.ts';
import { StatusBadge, type StatusName } from '../../ui/status-badge.tsx';
import styles from './suite-table.module.css';

const looks: Record<NegativeCaseResult['outcome'], StatusName> = {
  pass: 'completed',
  fail: 'failed',
  info: 'skipped',
  error: 'interrupted',
};

/** The cases of the suite as they are answered. */
export function SuiteTable({ cases }: { cases: readonly NegativeCaseResult[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must scroll with the keyboard
    <section className={styles.frame} tabIndex={0} aria-label={signatures.suiteCases}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{signatures.suiteColumns.case}</th>
            <th scope="col">{signatures.suiteColumns.expected}</th>
            <th scope="col">{signatures.suiteColumns.outcome}</th>
            <th scope="col">{signatures.suiteColumns.why}</th>
            <th scope="col" className={styles.number}>
              {signatures.suiteColumns.time}
            </th>
          </tr>
        </thead>
        <tbody>
          {cases.map(({ code, title, expectation, outcome, why, durationMs }) => (
            <tr key={code}>
              <th scope="row">{title}</th>
              <td className={styles.quiet}>{signatures.suiteExpectations[expectation]}</td>
              <td>
                <StatusBadge status={looks[outcome]} text={signatures.suiteOutcomes[outcome]} />
              </td>
              <td>{why}</td>
              <td className={styles.number}>{formatDuration(durationMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
