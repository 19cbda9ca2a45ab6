import { useStore } from 'zustand';
import styles from './mapped-text.module.css';
import { shownOrigin } from './shown-origin.ts';

export const originLineId = 'preview-origin';

interface OriginLineProps {
  templateKey: string;
  /** Said while nothing is pointed at; null where the body's values cannot be. */
  hint: string | null;
}

/** Tells where the value comes from that is pointed at anywhere in the preview. */
export function OriginLine({ templateKey, hint }: OriginLineProps) {
  const origin = useStore(shownOrigin);
  return (
    <p id={originLineId} className={styles.origin} aria-live="polite">
      {origin?.templateKey === templateKey ? origin.words : hint}
    </p>
  );
}
