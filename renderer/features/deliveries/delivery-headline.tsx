import { Download, SquareArrowOutUpRight } from 'lucide-react';
import type { AttemptRecord, AttemptSummary } from '../../../core/contract/index.ts';
import { RequestCopyMenu } from '../../request/request-copy-menu.tsx';
import { RequestLine } from '../../request/request-line.tsx';
import { SecretToggle, useSecretMask } from '../../request/secret-mask.tsx';
import { useApp } from '../../stores/app-context.tsx';
import { useRun } from '../../stores/use-run.ts';
import { deliveries as words } from '../../strings/deliveries.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { AttemptOutcome } from './attempt-outcome.tsx';
import { AttemptTime } from './attempt-time.tsx';
import { CompareMenu } from './comparison/compare-menu.tsx';
import { exportMessage } from './export-har.ts';
import { HarMenu } from './har-menu.tsx';
import styles from './inspector.module.css';
import { adviceFor, whyWords } from './outcome-words.ts';
import { ResendLinks } from './resend-links.tsx';
import { SendAgain } from './send-again.tsx';

interface DeliveryHeadlineProps {
  attempt: AttemptRecord;
  /** All attempts of the message, oldest first. */
  siblings: readonly AttemptSummary[];
  /** False where it is in a tab of its own already. */
  canOpen?: boolean;
}

/** What became of one attempt, why, and what to do about it. */
export function DeliveryHeadline({ attempt, siblings, canOpen = true }: DeliveryHeadlineProps) {
  const app = useApp();
  const { run } = useRun(attempt.runId);
  const mask = useSecretMask();
  const why = whyWords(attempt);
  const advice = adviceFor({ ...attempt, isDelivered: attempt.verdict === 'delivered' });
  return (
    <header className={styles.headline}>
      <div className={styles.first}>
        <span className={styles.outcome}>
          <AttemptOutcome attempt={attempt} siblings={siblings} />
        </span>
        <span>{words.toRecipient(attempt.displayName)}</span>
        <span className={styles.muted}>
          {words.attemptOf(attempt.number)}, <AttemptTime attempt={attempt} run={run} />
        </span>
      </div>
      <RequestLine key={attempt.id} method={attempt.request.method} url={attempt.request.url} lines={2} />
      {why === null ? null : (
        <p className={styles.why}>
          <span className={styles.label}>{words.why}:</span> {mask(why)}
        </p>
      )}
      {advice === null ? null : (
        <p className={styles.why}>
          <span className={styles.label}>{words.whatToDo}:</span> {advice}
        </p>
      )}
      {run === undefined ? null : <ResendLinks run={run} attempt={attempt} />}
      <SecretToggle />
      <div className={styles.actions}>
        <SendAgain attempt={attempt} />
        <Button variant="quiet" onPress={() => app.openTab({ kind: 'run', key: attempt.runId })}>
          {words.openRun}
        </Button>
        <span className={styles.icons}>
          {canOpen ? (
            <IconButton
              size="small"
              icon={SquareArrowOutUpRight}
              label={words.openTab}
              onPress={() => app.openTab({ kind: 'delivery', key: attempt.id })}
            />
          ) : null}
          <CompareMenu attempt={attempt} siblings={siblings} />
          <HarMenu onExport={(withSecrets) => exportMessage(app, attempt, withSecrets)}>
            <IconButton size="small" icon={Download} label={words.harOfMessage} />
          </HarMenu>
          <RequestCopyMenu request={attempt.request} />
        </span>
      </div>
    </header>
  );
}
