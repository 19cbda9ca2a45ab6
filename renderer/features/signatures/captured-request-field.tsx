import { useEffect, useMemo, useRef, useState } from 'react';
import type { AttemptSummary, CommandError, ReceivedSummary } from '../../../core/contract/index.ts';
import { useApp, useReceivers, useSession } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { useDocumentList } from '../../stores/use-document.ts';
import { signatures } from '../../strings/signatures.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import styles from './lab.module.css';
import { type LabForm, labForm } from './lab-form.ts';
import { takeReceived, takeSent } from './take-captured.ts';

const perReceiver = 10;
const deliveryCount = 20;
/** While requests pour in, the lists are read at most this often. */
const readDelayMs = 150;

/** The newest requests that receivers got and that were sent from here, to take one into the form. */
export function CapturedRequestField() {
  const app = useApp();
  const { engine } = app;
  const receivers = useDocumentList('receiver');
  const keys = useMemo(() => receivers.map(({ key }) => key), [receivers]);
  const live = useReceivers((state) => state.live);
  const environment = useSession((state) => state.environment);
  const [requests, setRequests] = useState<readonly ReceivedSummary[]>([]);
  const [attempts, setAttempts] = useState<readonly AttemptSummary[]>([]);
  const [error, setError] = useState<CommandError | null>(null);

  // The engine keeps what was captured; what comes in live only says that it is time to ask again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: live is what makes it ask again
  useEffect(() => {
    let isCurrent = true;
    const read = async (): Promise<void> => {
      const [sent, ...pages] = await Promise.all([
        engine.call('deliveries.list', { filter: {}, beforeSequence: null, limit: deliveryCount }).catch(() => null),
        ...keys.map((receiver) =>
          engine.call('receivers.requests', { receiver, beforeNumber: null, limit: perReceiver }).catch(() => null),
        ),
      ]);
      if (!isCurrent) return;
      const all = pages.flatMap((page) => page?.requests ?? []);
      setRequests(all.sort((a, b) => b.receivedAtMs - a.receivedAtMs));
      setAttempts((sent?.attempts ?? []).filter(({ isSigned }) => isSigned));
    };
    const timer = setTimeout(() => void read(), readDelayMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [engine, keys, live]);

  // The one that was chosen last is what is wanted, whichever answer comes last.
  const lastTaking = useRef(0);
  const take = (read: () => Promise<(form: LabForm) => LabForm>) => {
    lastTaking.current += 1;
    const taking = lastTaking.current;
    read().then(
      (change) => {
        if (taking !== lastTaking.current) return;
        labForm.setState(change);
        setError(null);
      },
      (cause: unknown) => taking === lastTaking.current && setError(toCommandError(cause)),
    );
  };
  return (
    <>
      <div className={styles.pair}>
        <SelectField
          label={signatures.captured}
          options={requests.map(({ id, receiver, number, target }) => ({
            id,
            label: signatures.capturedLabel(receiver, number, target),
          }))}
          value={null}
          placeholder={requests.length === 0 ? signatures.capturedNone : signatures.capturedPlaceholder}
          isDisabled={requests.length === 0}
          onChange={(id) => take(() => takeReceived(app, environment, id))}
        />
        <SelectField
          label={signatures.sent}
          options={attempts.map(({ id, displayName, endpoint, number }) => ({
            id,
            label: signatures.sentLabel(displayName, number, endpoint),
          }))}
          value={null}
          placeholder={attempts.length === 0 ? signatures.sentNone : signatures.sentPlaceholder}
          isDisabled={attempts.length === 0}
          onChange={(id) => take(() => takeSent(app, environment, id))}
        />
      </div>
      {error === null ? null : <ErrorNotice title={signatures.captureFailed} error={error} />}
    </>
  );
}
