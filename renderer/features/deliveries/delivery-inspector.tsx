import { useEffect, useRef } from 'react';
import { SecretMask } from '../../request/secret-mask.tsx';
import { useApp } from '../../stores/app-context.tsx';
import { deliveries as words } from '../../strings/deliveries.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Loading } from '../../ui/loading.tsx';
import { DeliveryHeadline } from './delivery-headline.tsx';
import { DeliverySections } from './delivery-sections.tsx';
import styles from './inspector.module.css';
import { useAttempt } from './use-attempt.ts';

interface DeliveryInspectorProps {
  tabId: string;
  attemptId: string;
  onSwitch: (attemptId: string) => void;
  /** The log does not have it any more. Without it that is an error. */
  onGone?: () => void;
  canOpen?: boolean;
}

/** One attempt: outcome in words, why, what to do, then the bytes. */
export function DeliveryInspector({ tabId, attemptId, onSwitch, onGone, canOpen = true }: DeliveryInspectorProps) {
  const { engine } = useApp();
  const { attempt, siblings, error, reload } = useAttempt(attemptId);
  useEffect(() => engine.on('runs.removed', reload), [engine, reload]);
  const isGone = onGone !== undefined && error?.code === 'not-found';
  const tellGone = useRef(onGone);
  tellGone.current = onGone;
  useEffect(() => {
    if (isGone) tellGone.current?.();
  }, [isGone]);
  if (isGone) return null;
  if (error !== null) {
    return (
      <ErrorNotice
        title={words.readFailed}
        error={error}
        actions={<Button onPress={reload}>{words.tryAgain}</Button>}
      />
    );
  }
  if (attempt === undefined) return <Loading />;
  return (
    <SecretMask of={attempt.id} texts={attempt.maskedTexts}>
      <section className={styles.inspector} aria-label={words.inspector}>
        <DeliveryHeadline attempt={attempt} siblings={siblings} canOpen={canOpen} />
        <DeliverySections tabId={tabId} attempt={attempt} siblings={siblings} onSwitch={onSwitch} />
      </section>
    </SecretMask>
  );
}
