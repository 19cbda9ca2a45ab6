import { useMemo, useRef } from 'react';
import { MappedPart } from './mapped-part.tsx';
import { type MappedPart as Part, partsAtCaret } from './mapped-segments.ts';
import styles from './mapped-text.module.css';
import { type PartSource, useMappedParts } from './use-mapped-parts.ts';

interface MappedTextProps {
  templateKey: string;
  parts: readonly Part[];
  label: string;
}

/** In the line of other text: a URL, the value of a header, each value tied to the expression that printed it. */
export function MappedText({ templateKey, parts, label }: MappedTextProps) {
  const source = useMemo(() => sourceOf(parts), [parts]);
  const host = useRef<HTMLElement>(null);
  const { chosen, marked, handlers } = useMappedParts(templateKey, source, host, allAreDrawn);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a line of text
    <span ref={host} role="group" aria-label={label} className={styles.inline} {...handlers}>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
        <MappedPart key={index} part={part} index={index} isChosen={index === chosen} isAtCaret={marked.has(index)} />
      ))}
    </span>
  );
}

const allAreDrawn = (): void => undefined;

function sourceOf(parts: readonly Part[]): PartSource {
  return {
    fields: [...new Set(parts.map(({ field }) => field))],
    count: parts.length,
    partAt: (index) => parts[index] ?? null,
    isValue: (index) => parts[index]?.span?.kind === 'value',
    atCaret: (place) => partsAtCaret(parts, place),
  };
}
