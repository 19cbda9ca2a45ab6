import { type ReactNode, useMemo } from 'react';
import styles from './exact-text.module.css';
import { partsWithHidden } from './hidden-characters.ts';

/** Text whose every character counts, such as a URL: those that cannot be seen are shown by their code, and copied as they are. */
export function ExactText({ text }: { text: string }) {
  return useMemo(() => exactText(text), [text]);
}

/** The same for a piece of a text of lines, such as a token of a body, of which there are too many for a component each. */
export function exactLines(text: string): ReactNode {
  return exactText(text, true);
}

function exactText(text: string, hasLines = false): ReactNode {
  const parts = partsWithHidden(text, hasLines);
  if (parts.every(({ code }) => code === null)) return text;
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
