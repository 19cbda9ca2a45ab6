import type { SignatureSteps } from '../../../core/contract/index.ts';
import { signatures } from '../../strings/signatures.ts';
import { ClockLine } from './clock-line.tsx';
import { DifferenceView } from './difference-view.tsx';
import styles from './lab.module.css';
import { SignedParts } from './signed-parts.tsx';

/** A verification taken apart: what was signed, both signatures, the clock. */
export function StepsPanel({ steps }: { steps: SignatureSteps }) {
  const { signedContent, parts, expectedSignature, received, clock } = steps;
  const isToken = steps.algorithm === 'token';
  return (
    <section className={styles.card} aria-label={signatures.stepsTitle}>
      <h3>{signatures.stepsTitle}</h3>
      <p className={styles.muted}>{steps.words}</p>
      {isToken ? null : (
        <>
          <h4>{signatures.stepsContent}</h4>
          {signedContent === null || parts.length === 0 ? (
            <p className={styles.muted}>{signatures.stepsNoContent}</p>
          ) : (
            <SignedParts content={signedContent} parts={parts} />
          )}
        </>
      )}
      <h4>{signatures.signaturesTitle(steps.algorithm, steps.encoding)}</h4>
      {received.length === 0 ? <p className={styles.muted}>{signatures.receivedNone}</p> : null}
      {received.map(({ signature, isMatch }) =>
        expectedSignature === null || isMatch ? (
          <p key={signature} className={styles.signature}>
            <span className={styles.mono}>{signature}</span>{' '}
            <span className={isMatch ? styles.match : styles.noMatch}>
              {isMatch ? signatures.isMatch : signatures.isNoMatch}
            </span>
          </p>
        ) : (
          <DifferenceView
            key={signature}
            one={{ label: signatures.expected, text: expectedSignature }}
            other={{ label: signatures.received, text: signature }}
          />
        ),
      )}
      {clock === null ? null : (
        <>
          <h4>{signatures.clockTitle}</h4>
          <ClockLine clock={clock} />
        </>
      )}
    </section>
  );
}
