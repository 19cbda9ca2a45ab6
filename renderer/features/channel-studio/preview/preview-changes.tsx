import { useMemo } from 'react';
import type { Preview } from '../../../../core/contract/index.ts';
import { useSecretMask } from '../../../request/secret-mask.tsx';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { ChangedLine } from '../../../ui/changed-line.tsx';
import { compareLines } from '../../../ui/line-difference.ts';
import styles from '../compare/comparison.module.css';
import { comparableText, earlierText } from './preview-text.ts';

interface PreviewChangesProps {
  pinned: Preview;
  shown: Preview;
}

/** What has changed in the whole request since a preview was pinned. */
export function PreviewChanges({ pinned, shown }: PreviewChangesProps) {
  const mask = useSecretMask();
  const { rows, isSignedAnew } = useMemo(() => {
    const { text, isSignedAnew } = earlierText(pinned, shown);
    return { rows: compareLines(mask(text), mask(comparableText(shown))), isSignedAnew };
  }, [pinned, shown, mask]);
  const isSame = rows.every(({ left, right }) => left === right);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: long text must scroll with the keyboard
    <section className={styles.changes} tabIndex={0} aria-label={channelStudio.changes}>
      {isSame || isSignedAnew ? (
        <p className={styles.note}>
          {[isSame ? channelStudio.noChanges : '', isSignedAnew ? channelStudio.signedAnew : '']
            .filter(Boolean)
            .join(' ')}
        </p>
      ) : null}
      {rows.map(({ left, right }, index) =>
        left === right ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          <ChangedLine key={index} line={left} other={right} side="after" />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          <div key={index}>
            {left === null ? null : <ChangedLine line={left} other={right} side="before" />}
            {right === null ? null : <ChangedLine line={right} other={left} side="after" />}
          </div>
        ),
      )}
    </section>
  );
}
