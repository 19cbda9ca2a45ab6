import { X } from 'lucide-react';
import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { CommandError } from '../../core/contract/index.ts';
import { dismissToast, type Toast, type ToastsStore } from '../stores/toasts.ts';
import { ui } from '../strings/ui.ts';
import { Button } from './button.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { IconButton } from './icon-button.tsx';
import { withNamesIsolated } from './isolated-names.ts';
import styles from './toast-region.module.css';

const shownForMs = 6000;

/** Short confirmations at the foot of what holds them, which wait while the pointer or the focus is on them, and failures. */
export function ToastRegion({ store }: { store: ToastsStore }) {
  const toasts = useStore(store, (state) => state.toasts);
  return (
    <div className={styles.region} aria-live="polite" role="status">
      {toasts.map((toast) => {
        const onDismiss = (): void => dismissToast(store, toast.id);
        return toast.error === null ? (
          <ToastCard key={toast.id} toast={toast} onDismiss={onDismiss} />
        ) : (
          <FailureCard key={toast.id} title={toast.text} error={toast.error} onDismiss={onDismiss} />
        );
      })}
    </div>
  );
}

interface FailureCardProps {
  title: string;
  error: CommandError;
  onDismiss: () => void;
}

/** Stays until it is closed: nobody reads what to do in a few seconds. */
function FailureCard({ title, error, onDismiss }: FailureCardProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its buttons have the focus; this only hears of it
    <div
      className={styles.failure}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onDismiss();
      }}
    >
      <ErrorNotice title={title} error={error} />
      <IconButton size="small" icon={X} label={ui.dismiss} onPress={onDismiss} />
    </div>
  );
}

function ToastCard({ toast, onDismiss }: { toast: Toast; onDismiss: () => void }) {
  const [isPointedAt, setPointedAt] = useState(false);
  const [hasFocus, setHasFocus] = useState(false);
  const card = useRef<HTMLDivElement>(null);
  const cameFrom = useRef<HTMLElement | null>(null);
  const isHeld = isPointedAt || hasFocus;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the wait starts again only when it is let go
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(onDismiss, shownForMs);
    return () => clearTimeout(timer);
  }, [isHeld]);
  const close = (): void => {
    if (card.current?.contains(document.activeElement)) cameFrom.current?.focus();
    onDismiss();
  };
  const onFocus = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    setHasFocus(true);
    if (relatedTarget instanceof HTMLElement && !currentTarget.contains(relatedTarget))
      cameFrom.current = relatedTarget;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its buttons have the focus; this only hears of it
    <div
      ref={card}
      className={styles.toast}
      onPointerEnter={() => setPointedAt(true)}
      onPointerLeave={() => setPointedAt(false)}
      onFocus={onFocus}
      onBlur={({ currentTarget, relatedTarget }) => setHasFocus(currentTarget.contains(relatedTarget))}
      onKeyDown={onKeyDown}
    >
      <span className={styles.text} title={toast.text}>
        {withNamesIsolated(toast.text)}
      </span>
      {toast.action === null ? null : (
        <Button
          variant="quiet"
          onPress={() => {
            toast.action?.run();
            close();
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <IconButton size="small" icon={X} label={ui.dismiss} onPress={close} />
    </div>
  );
}
