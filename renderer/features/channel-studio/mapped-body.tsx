import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { caret, goToPlace, markPlace } from '../../editor/caret-follow.ts';
import { textModelUri } from '../../editor/text-models.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import { classNames } from '../../ui/class-names.ts';
import styles from './mapped-body.module.css';
import { type MappedField, type MappedPart, mappedParts, type SourceSpan, spansAtCaret } from './mapped-segments.ts';

interface MappedBodyProps {
  channelKey: string;
  field: MappedField;
}

const nowhere: ReadonlySet<number> = new Set();

/**
 * The exact body, each value tied to the expression that printed it: under the pointer (or chosen with the arrow keys) it
 * marks its expression in the editor, Enter or a click goes there; the caret in an expression marks what it printed.
 */
export function MappedBody({ channelKey, field }: MappedBodyProps) {
  const uri = textModelUri('channel', channelKey, field.field);
  const parts = useMemo(() => mappedParts(field), [field]);
  const [chosen, setChosen] = useState<number | null>(null);
  const place = useStore(caret);
  const isHere = place !== null && place.uri === uri;
  const marked = useMemo(
    () => (isHere ? spansAtCaret(field.spans, place.line, place.column) : nowhere),
    [field, isHere, place],
  );
  const host = useRef<HTMLElement>(null);
  const span = chosen === null ? undefined : field.spans[chosen];

  useEffect(() => () => markPlace(uri, null), [uri]);
  useEffect(() => {
    const first = marked.values().next().value;
    if (first !== undefined)
      host.current?.querySelector(`[data-span="${first}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [marked]);

  const choose = (index: number | null): void => {
    setChosen(index);
    const next = index === null ? undefined : field.spans[index];
    markPlace(uri, next === undefined || next.kind === 'text' ? null : next.place);
  };
  const step = (by: 1 | -1): void => {
    const values = parts.filter(({ span: { kind } }) => kind === 'value').map(({ index }) => index);
    const at = chosen === null ? -1 : values.indexOf(chosen);
    const next = values[at < 0 ? (by === 1 ? 0 : values.length - 1) : at + by];
    if (next === undefined) return;
    choose(next);
    host.current?.querySelector(`[data-span="${next}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const spanUnder = (target: EventTarget): number | null => {
    const found = target instanceof Element ? target.closest<HTMLElement>('[data-span]')?.dataset.span : undefined;
    return found === undefined ? null : Number(found);
  };

  return (
    <>
      {/* biome-ignore lint/a11y/useKeyWithMouseEvents: the arrow keys do what the pointer does */}
      <section
        ref={host}
        className={styles.body}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: its values are walked with the arrow keys
        tabIndex={0}
        aria-label={channelStudio.body}
        aria-describedby="preview-origin"
        onMouseOver={(event) => choose(spanUnder(event.target))}
        onMouseLeave={() => choose(null)}
        onBlur={() => choose(null)}
        onClick={(event) => {
          const index = spanUnder(event.target);
          const target = index === null ? undefined : field.spans[index];
          // A click that ends a selection is not meant as a jump.
          if (target !== undefined && window.getSelection()?.isCollapsed !== false) goToPlace(uri, target.place);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') step(event.key === 'ArrowRight' ? 1 : -1);
          else if (event.key === 'Enter' && span !== undefined) goToPlace(uri, span.place);
          else return;
          event.preventDefault();
        }}
      >
        <pre className={styles.text}>
          {parts.map((part) => (
            <Part key={part.index} part={part} isChosen={part.index === chosen} isAtCaret={marked.has(part.index)} />
          ))}
        </pre>
      </section>
      <p id="preview-origin" className={styles.origin} aria-live="polite">
        {span === undefined || span.kind === 'text' ? channelStudio.originHint : originWords(span, field.field)}
      </p>
    </>
  );
}

function originWords({ path, place, partial }: SourceSpan, field: string): string {
  const from = channelStudio.problemPlace(field, place.line, place.column);
  const inside = partial === null ? from : `${from} → ${partial.key} ${partial.place.line}:${partial.place.column}`;
  return path === null ? inside : `${path} · ${inside}`;
}

function Part({ part, isChosen, isAtCaret }: { part: MappedPart; isChosen: boolean; isAtCaret: boolean }) {
  const text = part.segments.map(({ text, kind }, index) =>
    styles[kind] === undefined ? (
      text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: segments have no identity but their place
      <span key={index} className={styles[kind]}>
        {text}
      </span>
    ),
  );
  if (part.span.kind === 'text') return text;
  return (
    <span
      data-span={part.index}
      data-at-caret={isAtCaret || undefined}
      className={classNames(styles.value, isChosen && styles.chosen, isAtCaret && styles.atCaret)}
      title={part.span.path ?? undefined}
    >
      {text}
    </span>
  );
}
