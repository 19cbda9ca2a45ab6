import type { SchemeCheck } from '../../../core/contract/index.ts';
import { VerificationView } from '../../request/verification-view.tsx';
import { signatures } from '../../strings/signatures.ts';
import { Banner } from '../../ui/banner.tsx';
import { ExplainPanel } from './explain-panel.tsx';
import styles from './lab.module.css';
import { SdkWarnings } from './sdk-warnings.tsx';
import { StepsPanel } from './steps-panel.tsx';
import type { ExplainState, Verdict } from './verify-run.ts';

interface VerdictPanelProps {
  verdict: Verdict;
  explained: ExplainState | null;
  /** A field was edited since. */
  isStale: boolean;
  /** Of the scheme that was verified by. */
  warnings: SchemeCheck['warnings'];
  onStopExplaining: () => void;
}

export function VerdictPanel({ verdict, explained, isStale, warnings, onStopExplaining }: VerdictPanelProps) {
  const { verification, steps, input, keyIndex } = verdict;
  const keyName = keyIndex === 0 ? signatures.key : signatures.olderKey(keyIndex);
  return (
    <>
      {isStale ? <Banner tone="info">{signatures.isStale}</Banner> : null}
      <section className={styles.card} aria-label={signatures.verdictTitle}>
        <VerificationView verification={verification} />
        {verification.isValid && input.keys.length > 1 ? (
          <p className={styles.muted}>{signatures.matchedKey(keyName)}</p>
        ) : null}
      </section>
      {warnings.length === 0 ? null : (
        <details className={styles.folded}>
          <summary>{signatures.knownWarnings(warnings.length)}</summary>
          <SdkWarnings warnings={warnings} isTitleHidden />
        </details>
      )}
      {explained === null ? null : <ExplainPanel state={explained} onStop={onStopExplaining} />}
      <StepsPanel steps={steps} />
    </>
  );
}
