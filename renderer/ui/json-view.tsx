import { useMemo } from 'react';
import { classNames } from './class-names.ts';
import { prettyPrintTokens, readJsonTokens } from './json-tokens.ts';
import styles from './json-view.module.css';

/** Above this many characters the text is shown without colours, so that the page stays quick. */
const colouredLimit = 200_000;

interface JsonViewProps {
  /** The text as it is; never a parsed value, so that numbers keep their spelling. */
  text: string;
  label: string;
  /** Laid out in lines (by tokens). Default: exactly as given. */
  isPretty?: boolean;
  isWrapped?: boolean;
}

/** JSON (or any text) to read and to select. */
export function JsonView({ text, label, isPretty = false, isWrapped = false }: JsonViewProps) {
  const shown = useMemo(
    () => (isPretty && text.length <= colouredLimit ? prettyPrintTokens(text) : text),
    [text, isPretty],
  );
  const tokens = useMemo(() => (shown.length > colouredLimit ? null : readJsonTokens(shown)), [shown]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: long text must scroll with the keyboard
    <section className={styles.scroller} tabIndex={0} aria-label={label}>
      <pre className={classNames(styles.text, isWrapped && styles.wrapped)}>
        {tokens === null
          ? shown
          : tokens.map((token, index) =>
              token.kind === 'space' || token.kind === 'punctuation' || token.kind === 'other' ? (
                token.text
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no identity but their place
                <span key={index} className={styles[token.kind]}>
                  {token.text}
                </span>
              ),
            )}
      </pre>
    </section>
  );
}
