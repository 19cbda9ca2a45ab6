import { memo, useMemo } from 'react';
import { exactLines } from './exact-text.tsx';
import { type JsonTokenKind, prettyPrintTokens, readTokensFrom } from './json-tokens.ts';
import styles from './json-view.module.css';
import type { TextBlock } from './text-blocks.ts';
import { VirtualText } from './virtual-text.tsx';
import { prettyPrintXml, readXmlTokens } from './xml-tokens.ts';

/** Above this many characters a text is shown as it is, not laid out, so that the page stays quick. */
export const layoutLimit = 200_000;

interface JsonViewProps {
  /** The text as it is; never a parsed value, so that numbers keep their spelling. */
  text: string;
  label: string;
  /** Laid out in lines (by tokens). Default: exactly as given. */
  isPretty?: boolean;
  /** XML rather than JSON. */
  isXml?: boolean;
}

/** JSON, XML (or any text) of any length, to read and to select. */
export function JsonView({ text, label, isPretty = false, isXml = false }: JsonViewProps) {
  const shown = useMemo(() => {
    if (!isPretty || text.length > layoutLimit) return text;
    return isXml ? prettyPrintXml(text) : prettyPrintTokens(text);
  }, [text, isPretty, isXml]);
  const renderBlock = ({ begin, end, isInString }: TextBlock) => (
    <JsonBlock text={shown.slice(begin, end)} isInString={isInString} isXml={isXml} />
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: long text must scroll with the keyboard
    <section className={styles.scroller} tabIndex={0} aria-label={label}>
      <VirtualText text={shown} renderBlock={renderBlock} />
    </section>
  );
}

interface JsonBlockProps {
  text: string;
  isInString: boolean;
  isXml: boolean;
}

/** Passed over by a key that changes another block. */
const JsonBlock = memo(function JsonBlock({ text, isInString, isXml }: JsonBlockProps) {
  const tokens = isXml ? readXmlTokens(text) : readTokensFrom(text, isInString);
  return tokens.map((token, index) => {
    const colour = colourOf(token.kind);
    const text = exactLines(token.text);
    return colour === undefined ? (
      text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no identity but their place
      <span key={index} className={colour}>
        {text}
      </span>
    );
  });
});

/** The class of a token; undefined for what has no colour of its own. */
export function colourOf(kind: JsonTokenKind): string | undefined {
  return styles[kind];
}
