import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { CommandOutput } from '../../../core/contract/index.ts';
import { signatures } from '../../strings/signatures.ts';
import { classNames } from '../../ui/class-names.ts';
import styles from './lab.module.css';

/** What is wrong or weak about a key, the worst first. */
export function KeyFindings({ findings }: { findings: CommandOutput<'signatures.checkKey'> }) {
  if (findings.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={signatures.keyFindings}>
      {findings.map(({ code, severity, sentence }) => (
        <li key={code} className={classNames(styles.warning, severity === 'error' && styles.error)}>
          {severity === 'error' ? (
            <CircleAlert size="1rem" aria-hidden="true" />
          ) : (
            <TriangleAlert size="1rem" aria-hidden="true" />
          )}
          <span>{sentence}</span>
        </li>
      ))}
    </ul>
  );
}
