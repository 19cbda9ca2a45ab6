import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { dismissToast, type Toast, type ToastsStore } from '../stores/toasts.ts';
import { ui } from '../strings/ui.ts';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { withNamesIsolated } from './isolated-names.ts';
import styles from './toast-region.module.css';

const shownForMs = 6000;

/** Short confirmations at the foot. They wait while the pointer rests on them. */
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

function ToastCard({ toast, onDismiss }: { toast: Toast; onDismiss: () => void }) {
  const [isHeld, setIsHeld] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the wait starts again only when the pointer leaves
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(onDismiss, shownForMs);
    return () => clearTimeout(timer);
  }, [isHeld]);
  return (
    <div className={styles.toast} onPointerEnter={() => setIsHeld(true)} onPointerLeave={() => setIsHeld(false)}>
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
