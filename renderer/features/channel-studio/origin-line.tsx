import { useStore } from 'zustand';
import { channelStudio } from '../../strings/channel-studio.ts';
import styles from './mapped-text.module.css';
import { shownOrigin } from './shown-origin.ts';

export const originLineId = 'preview-origin';

/** Tells where the value comes from that is pointed at anywhere in the preview. */
export function OriginLine({ channelKey }: { channelKey: string }) {
  const origin = useStore(shownOrigin);
  return (
    <p id={originLineId} className={styles.origin} aria-live="polite">
      {origin?.channelKey === channelKey ? origin.words : channelStudio.originHint}
    </p>
  );
}
