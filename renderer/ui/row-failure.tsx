import { X } from 'lucide-react';
import { type RefObject, useId, useLayoutEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useApp } from '../stores/app-context.tsx';
import { dismissToast, type FailureToast, leaveRow, selectRowFailure, showAtRow } from '../stores/toasts.ts';
import { ui } from '../strings/ui.ts';
import { ErrorNotice } from './error-notice.tsx';
import { IconButton } from './icon-button.tsx';
import styles from './row-failure.module.css';

export interface RowFailure {
  toast: FailureToast;
  index: number;
  /** Takes it away; the keys go on in the list. */
  dismiss(): void;
}

/**
 * What could not be done to one of a list's rows, for the list to show beside that row. `indexOf` finds the row; while none is found
 * the failure stands with the messages of the document.
 */
export function useRowFailure(list: RefObject<HTMLElement | null>, indexOf: (at: string) => number): RowFailure | null {
  const { toasts } = useApp();
  const id = useId();
  const toast = useStore(toasts, selectRowFailure);
  const index = toast === undefined ? -1 : indexOf(toast.at ?? '');
  const toastId = index < 0 ? undefined : toast?.id;
  // Before it is painted, so that it is never seen in two places.
  useLayoutEffect(() => {
    if (toastId === undefined) return;
    // Of two lists with the row it is told where the keys are.
    showAtRow(toasts, toastId, id, list.current?.contains(document.activeElement) === true);
    return () => leaveRow(toasts, toastId, id);
  }, [toasts, toastId, id, list]);
  if (toast === undefined || index < 0 || toast.shownIn !== id) return null;
  const dismiss = (): void => {
    dismissToast(toasts, toast.id);
    list.current?.focus({ preventScroll: true });
  };
  return { toast, index, dismiss };
}

interface RowFailureNoticeProps {
  failure: RowFailure;
  /** What scrolls, with the row in it. */
  scroller: RefObject<HTMLElement | null>;
  /** Where the row begins and ends in what scrolls, in pixels. */
  start: number;
  end: number;
}

/** Stands right below its row, or above it where there is more room, over the rows beside it: none of them moves. */
export function RowFailureNotice({ failure, scroller, start, end }: RowFailureNoticeProps) {
  const view = useScrolledView(scroller);
  const isBelow = (start + end) / 2 - view.top < view.height / 2;
  const offset = clamp(isBelow ? end - view.top : view.top + view.height - start, view.height);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its buttons have the focus; this only hears of it
    <div
      className={styles.notice}
      style={{ [isBelow ? 'top' : 'bottom']: offset, maxHeight: view.height - offset }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        failure.dismiss();
      }}
    >
      <ErrorNotice title={failure.toast.text} error={failure.toast.error} />
      <IconButton size="small" icon={X} label={ui.dismiss} onPress={failure.dismiss} />
    </div>
  );
}

/** At the edge of the list while its row is scrolled away. */
function clamp(offset: number, height: number): number {
  return Math.max(0, Math.min(offset, height / 2));
}

function useScrolledView(scroller: RefObject<HTMLElement | null>): { top: number; height: number } {
  const [view, setView] = useState({ top: 0, height: 0 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const read = (): void => setView({ top: element.scrollTop, height: element.clientHeight });
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    element.addEventListener('scroll', read);
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', read);
    };
  }, [scroller]);
  return view;
}
