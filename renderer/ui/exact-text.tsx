import { useMemo } from 'react';
import styles from './exact-text.module.css';
import { partsWithHidden } from './hidden-characters.ts';

/** Text whose every character counts, such as a URL: those that cannot be seen are shown by their code, and copied as they are. */
export function ExactText({ text }: { text: string }) {
  const parts = useMemo(() => partsWithHidden(text), [text]);
  return parts.map(({ text: part, code }, index) =>
    code === null ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
      <span key={index} className={styles.hidden} data-code={code} title={code}>
        {part}
      </span>
    ),
  );
}
