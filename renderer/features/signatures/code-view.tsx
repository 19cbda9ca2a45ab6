import { useMemo } from 'react';
import type { VerifierLanguage } from '../../../core/contract/index.ts';
import { highlightCode } from './code-highlight.ts';
import styles from './code-view.module.css';

/** Code to read and copy, with its parts coloured; it can be scrolled and selected with the keyboard. */
export function CodeView({ code, language, label }: { code: string; language: VerifierLanguage; label: string }) {
  const spans = useMemo(() => highlightCode(code, language), [code, language]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: long code must scroll with the keyboard
    <section className={styles.frame} tabIndex={0} aria-label={label}>
      <pre className={styles.code}>
        {spans.map(({ kind, text }, index) =>
          kind === 'plain' ? (
            text
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the spans are made anew as a whole
            <span key={index} className={styles[kind]}>
              {text}
            </span>
          ),
        )}
      </pre>
    </section>
  );
}
