import type { RecipientRunRow } from '../../../core/contract/index.ts';
import { SecretMask, SecretToggle, useSecretMask } from '../../request/secret-mask.tsx';
import type { Tab } from '../../stores/session.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { deliveries } from '../../strings/deliveries.ts';
import { runs as words } from '../../strings/runs.ts';
import { CopyChip } from '../../ui/copy-chip.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Loading } from '../../ui/loading.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { DeliverySections } from '../deliveries/delivery-sections.tsx';
import { OpenDelivery } from '../deliveries/open-delivery.tsx';
import { useAttempt } from '../deliveries/use-attempt.ts';
import { rowAdvice, rowStatus, rowWhy, rowWords } from './outcome-words.ts';
import styles from './run.module.css';

/** What became of one recipient: why, what to do, then the bytes of an attempt. */
export function RecipientPane({ tab, row }: { tab: Tab; row: RecipientRunRow }) {
  const [chosen, setChosen] = useTabState<string>(tab.id, 'attempt', '');
  const attemptId = row.attempts.find(({ id }) => id === chosen)?.id ?? row.attempts.at(-1)?.id ?? null;
  const { attempt, siblings, error } = useAttempt(attemptId, row.attempts.length);
  const advice = rowAdvice(row);
  const why = rowWhy(row);
  return (
    <SecretMask of={attempt?.id ?? ''} texts={attempt?.maskedTexts ?? none}>
      <section className={styles.pane} aria-label={row.displayName}>
        <header className={styles.paneHead}>
          <div className={styles.paneFirst}>
            <h2 title={row.displayName}>{row.displayName}</h2>
            <CopyChip text={row.recipient} what={words.recipientKey} />
          </div>
          <StatusBadge status={rowStatus[row.status]} text={rowWords(row)} />
          {why === null ? null : (
            <p className={styles.why}>
              <span className={styles.label}>{words.why}:</span> <Reason message={why} />
            </p>
          )}
          {advice === null ? null : (
            <p className={styles.why}>
              <span className={styles.label}>{words.whatToDo}:</span> {advice}
            </p>
          )}
          {attempt === undefined ? null : <OpenDelivery attempt={attempt} siblings={siblings} />}
          <SecretToggle />
        </header>
        {error === null ? null : <ErrorNotice title={deliveries.readFailed} error={error} />}
        {attemptId === null ? (
          <Steps row={row} />
        ) : attempt === undefined ? (
          <Loading />
        ) : (
          <div className={styles.sections}>
            <DeliverySections tabId={tab.id} attempt={attempt} siblings={siblings} onSwitch={setChosen} />
          </div>
        )}
      </section>
    </SecretMask>
  );
}

const none: readonly string[] = [];

/** Why, in words that may hold a part of the request. */
function Reason({ message }: { message: string }) {
  const mask = useSecretMask();
  return mask(message);
}

function Steps({ row }: { row: RecipientRunRow }) {
  if (row.steps.length === 0) return null;
  return (
    <div className={styles.steps}>
      <h3>{words.steps}</h3>
      {row.steps.map((step, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: of a run that sends again several steps may have one ref
        <p key={place} className={styles.why}>
          <strong>{step.ref}</strong>{' '}
          {step.reason?.message ?? (row.status === 'sending' ? words.stepSending : words.stepSent)}
        </p>
      ))}
    </div>
  );
}
