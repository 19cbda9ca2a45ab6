import { Square } from 'lucide-react';
import { signatures } from '../../strings/signatures.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { FindingCard } from './finding-card.tsx';
import styles from './lab.module.css';
import { labForm } from './lab-form.ts';
import type { ExplainState } from './verify-run.ts';

/** Why a signature does not verify: what would have made it, likeliest first, or plainly that nothing does. */
export function ExplainPanel({ state, onStop }: { state: ExplainState; onStop: () => void }) {
  if (state.kind === 'failed') return <ErrorNotice title={signatures.explainFailed} error={state.error} />;
  if (state.kind === 'looking') {
    return (
      <div className={styles.line}>
        <p role="status" className={styles.grow}>
          {signatures.explaining} {state.triedCount === 0 ? '' : signatures.triedSoFar(state.triedCount)}
        </p>
        <Button icon={Square} onPress={onStop}>
          {signatures.explainStop}
        </Button>
      </div>
    );
  }
  if (state.kind === 'stopped') {
    return (
      <p role="status" className={styles.muted}>
        {signatures.explainStopped(state.triedCount)}
      </p>
    );
  }
  const { findings, conclusion, triedCount, isExhausted } = state.explanation;
  return (
    <section className={styles.card} aria-label={signatures.explainTitle}>
      <h3>{findings.length === 0 ? signatures.nothingFits : signatures.explainTitle}</h3>
      {conclusion === findings[0]?.sentence ? null : <p>{conclusion}</p>}
      <ol className={styles.list}>
        {findings.map((finding, index) => (
          <li key={`${finding.code} ${finding.sentence}`}>
            <FindingCard
              rank={index + 1}
              finding={finding}
              action={
                finding.preset === null ? null : (
                  <Button onPress={() => labForm.setState({ schemeId: finding.preset, senderKey: null })}>
                    {signatures.chooseFound}
                  </Button>
                )
              }
            />
          </li>
        ))}
      </ol>
      <p className={styles.muted}>{signatures.tried(triedCount, isExhausted)}</p>
    </section>
  );
}
