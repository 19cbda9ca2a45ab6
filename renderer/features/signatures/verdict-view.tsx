import type { Verification } from '../../../core/contract/index.ts';
import { signatures, verdictWords } from '../../strings/signatures.ts';
import { CopyChip } from '../../ui/copy-chip.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import styles from './verify-document.module.css';

/** A verdict with what it took to reach it. */
export function VerdictView({ verification }: { verification: Verification }) {
  const { isValid, receivedSignatures, signedContent } = verification;
  return (
    <section className={styles.verdict} aria-label={signatures.verdictTitle} aria-live="polite">
      <div className={styles.verdictHead}>
        <StatusBadge
          status={isValid ? 'delivered' : 'undelivered'}
          text={`${isValid ? signatures.valid : signatures.invalid}: ${verdictWords[verification.code]}`}
        />
        <span className={styles.muted}>{verification.schemeName}</span>
      </div>
      <p className={styles.message}>{verification.message}</p>
      <dl className={styles.facts}>
        {verification.expectedSignature === null ? null : (
          <>
            <dt>{signatures.expected}</dt>
            <dd>
              <CopyChip text={verification.expectedSignature} what={signatures.expected.toLowerCase()} />
            </dd>
          </>
        )}
        <dt>{signatures.received}</dt>
        <dd className={styles.mono}>
          {receivedSignatures.length === 0 ? signatures.receivedNone : receivedSignatures.join(', ')}
        </dd>
        {verification.timestamp === null ? null : (
          <>
            <dt>{signatures.timestamp}</dt>
            <dd className={styles.mono}>
              {verification.timestamp}
              {verification.ageSeconds === null
                ? null
                : ` (${signatures.ageText(Math.round(verification.ageSeconds))})`}
            </dd>
          </>
        )}
        {verification.keyFingerprint === null ? null : (
          <>
            <dt>{signatures.keyFingerprint}</dt>
            <dd>{signatures.fingerprintText(verification.keyFingerprint)}</dd>
          </>
        )}
        {signedContent === null ? null : (
          <>
            <dt>{signatures.signedContent}</dt>
            <dd>
              <pre className={styles.content}>{new TextDecoder().decode(signedContent)}</pre>
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}
