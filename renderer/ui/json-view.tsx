import { memo, useMemo } from 'react';
import { type JsonTokenKind, prettyPrintTokens, readTokensFrom } from './json-tokens.ts';
import styles from './json-view.module.css';
import type { TextBlock } from './text-blocks.ts';
import { VirtualText } from './virtual-text.tsx';

/** Above this many characters JSON is shown as it is, not laid out, so that the page stays quick. */
export const layoutLimit = 200_000;

interface JsonViewProps {
  /** The text as it is; never a parsed value, so that numbers keep their spelling. */
  text: string;
  label: string;
  /** Laid out in lines (by tokens). Default: exactly as given. */
  isPretty?: boolean;
}

/** JSON (or any text) of any length, to read and to select. */
export function JsonView({ text, label, isPretty = false }: JsonViewProps) {
  const shown = useMemo(
    () => (isPretty && text.length <= layoutLimit ? prettyPrintTokens(text) : text),
    [text, isPretty],
  );
  const renderBlock = ({ begin, end, isInString }: TextBlock) => (
    <JsonBlock text={shown.slice(begin, end)} isInString={isInString} />
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: long text must scroll with the keyboard
    <section className={styles.scroller} tabIndex={0} aria-label={label}>
      <VirtualText text={shown} renderBlock={renderBlock} />
    </section>
  );
}

/** Passed over by a key that changes another block. */
const JsonBlock = memo(function JsonBlock({ text, isInString }: { text: string; isInString: boolean }) {
  return readTokensFrom(text, isInString).map((token, index) => {
    const colour = colourOf(token.kind);
    return colour === undefined ? (
      token.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no identity but their place
      <span key={index} className={colour}>
        {token.text}
      </span>
    );
  });
});

/** The class of a token; undefined for what has no colour of its own. */
export function colourOf(kind: JsonTokenKind): string | undefined {
  return styles[kind];
}
