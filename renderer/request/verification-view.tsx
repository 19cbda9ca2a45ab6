import type { Verification } from '../../core/contract/index.ts';
import { requestWords, verdictWords } from '../strings/request.ts';
import { StatusBadge } from '../ui/status-badge.tsx';
import { MaskedChip } from './masked-chip.tsx';
import styles from './request.module.css';
import { useSecretMask } from './secret-mask.tsx';

/** The verdict on a signature, with what was found and what was expected. */
export function VerificationView({ verification }: { verification: Verification }) {
  const mask = useSecretMask();
  const { isValid, expectedSignature, receivedSignatures, timestamp, ageSeconds, keyFingerprint } = verification;
  return (
    <section className={styles.verdict} aria-live="polite">
      <StatusBadge status={isValid ? 'valid' : 'invalid'} text={capital(verdictWords[verification.code])} />
      <p>{verification.message}</p>
      <dl className={styles.facts}>
        <dt>{requestWords.scheme}</dt>
        <dd>{verification.schemeName}</dd>
        {expectedSignature === null || isValid ? null : (
          <>
            <dt>{requestWords.expected}</dt>
            <dd>
              <MaskedChip text={expectedSignature} what={requestWords.expected.toLowerCase()} />
            </dd>
          </>
        )}
        <dt>{requestWords.received}</dt>
        <dd className={styles.mono}>
          {receivedSignatures.length === 0 ? requestWords.receivedNone : mask(receivedSignatures.join(', '))}
        </dd>
        {timestamp === null ? null : (
          <>
            <dt>{requestWords.timestamp}</dt>
            <dd>
              <span className={styles.mono}>{timestamp}</span>
              {ageSeconds === null ? null : ` (${requestWords.age(Math.round(ageSeconds))})`}
            </dd>
          </>
        )}
        {keyFingerprint === null ? null : (
          <>
            <dt>{requestWords.key}</dt>
            <dd>{requestWords.keyFingerprint(keyFingerprint)}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
