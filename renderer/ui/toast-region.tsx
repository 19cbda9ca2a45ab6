import { Square, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { assertNever } from '../../core/contract/index.ts';
import {
  type Confirmation,
  dismissToast,
  type FailureToast,
  type ProgressToast,
  type Toast,
  type ToastsStore,
} from '../stores/toasts.ts';
import { ui } from '../strings/ui.ts';
import { Button } from './button.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { useFocusGivenBack } from './give-focus-back.ts';
import { IconButton } from './icon-button.tsx';
import { withNamesIsolated } from './isolated-names.ts';
import styles from './toast-region.module.css';

const shownForMs = 6000;

/** Short confirmations at the foot of what holds them, which wait while the pointer or the focus is on them; work under way; failures. */
export function ToastRegion({ store }: { store: ToastsStore }) {
  const toasts = useStore(store, (state) => state.toasts);
  return (
    <div className={styles.region} aria-live="polite" role="status">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} onDismiss={() => dismissToast(store, toast.id)} />
      ))}
    </div>
  );
}

interface CardProps<T extends Toast> {
  toast: T;
  onDismiss: () => void;
}

function ToastCard({ toast, onDismiss }: CardProps<Toast>) {
  switch (toast.kind) {
    case 'confirmation':
      return <ConfirmationCard toast={toast} onDismiss={onDismiss} />;
    case 'failure':
      return toast.shownIn !== null ? null : <FailureCard toast={toast} onDismiss={onDismiss} />;
    case 'progress':
      return <ProgressCard toast={toast} />;
    default:
      return assertNever(toast);
  }
}

/** Escape is meant for the card that has the focus. */
function onEscape(act: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    act();
  };
}

/** Stays until it is closed: nobody reads what to do in a few seconds. */
function FailureCard({ toast, onDismiss }: CardProps<FailureToast>) {
  const card = useRef<HTMLDivElement>(null);
  const onFocus = useFocusGivenBack(card);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its buttons have the focus; this only hears of it
    <div ref={card} className={styles.failure} onFocus={onFocus} onKeyDown={onEscape(onDismiss)}>
      <ErrorNotice title={toast.text} error={toast.error} />
      <IconButton size="small" icon={X} label={ui.dismiss} onPress={onDismiss} />
    </div>
  );
}

/** Stays until the work ends. Not read aloud each time it goes on. */
function ProgressCard({ toast: { text, done, count, stop } }: { toast: ProgressToast }) {
  const card = useRef<HTMLDivElement>(null);
  const onFocus = useFocusGivenBack(card);
  const words = count === null ? '' : ui.progress(done.toLocaleString('en'), count.toLocaleString('en'));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its button has the focus; this only hears of it
    <div ref={card} className={styles.progress} onFocus={onFocus}>
      <span className={styles.text} title={text}>
        {withNamesIsolated(text)}
      </span>
      <span className={styles.count} aria-live="off">
        {words}
      </span>
      <Button variant="quiet" icon={Square} onPress={stop}>
        {ui.stop}
      </Button>
      <progress className={styles.bar} aria-label={text} max={count ?? 1} value={count === null ? 0 : done} />
    </div>
  );
}

function ConfirmationCard({ toast, onDismiss }: CardProps<Confirmation>) {
  const [isPointedAt, setPointedAt] = useState(false);
  const [hasFocus, setHasFocus] = useState(false);
  const card = useRef<HTMLDivElement>(null);
  const rememberFocus = useFocusGivenBack(card);
  const isHeld = isPointedAt || hasFocus;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the wait starts again only when it is let go
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(onDismiss, shownForMs);
    return () => clearTimeout(timer);
  }, [isHeld]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its buttons have the focus; this only hears of it
    <div
      ref={card}
      className={styles.toast}
      onPointerEnter={() => setPointedAt(true)}
      onPointerLeave={() => setPointedAt(false)}
      onFocus={(event) => {
        setHasFocus(true);
        rememberFocus(event);
      }}
      onBlur={({ currentTarget, relatedTarget }) => setHasFocus(currentTarget.contains(relatedTarget))}
      onKeyDown={onEscape(onDismiss)}
    >
      <span className={styles.text} title={toast.text}>
        {withNamesIsolated(toast.text)}
      </span>
      {toast.action === null ? null : (
        <Button
          variant="quiet"
          onPress={() => {
            toast.action?.run();
            onDismiss();
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <IconButton size="small" icon={X} label={ui.dismiss} onPress={onDismiss} />
    </div>
  );
}
