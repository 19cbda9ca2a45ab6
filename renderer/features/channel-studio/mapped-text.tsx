import { type KeyboardEvent, type MouseEvent, memo, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { caret, markPlace } from '../../editor/caret-follow.ts';
import { textModelUri } from '../../editor/text-models.ts';
import { useApp } from '../../stores/app-context.tsx';
import { channelStudio } from '../../strings/channel-studio.ts';
import { classNames } from '../../ui/class-names.ts';
import { type MappedPart, partsAtCaret, type SourceSpan } from './mapped-segments.ts';
import styles from './mapped-text.module.css';
import { openPlace } from './open-place.ts';
import { originLineId } from './origin-line.tsx';
import { shownOrigin } from './shown-origin.ts';

interface MappedTextProps {
  channelKey: string;
  parts: readonly MappedPart[];
  label: string;
  /** In the line of other text: a URL, the value of a header. */
  isInline?: boolean;
}

const nowhere: ReadonlySet<number> = new Set();

/**
 * Text of the request, each value tied to the expression that printed it: under the pointer (or chosen with the arrow
 * keys) it marks its expression in the editor, Enter or a click goes there, with Ctrl into the partial; the caret in an
 * expression marks what it printed.
 */
export function MappedText({ channelKey, parts, label, isInline = false }: MappedTextProps) {
  const app = useApp();
  const [chosen, setChosen] = useState<number | null>(null);
  const place = useStore(caret);
  const fieldUris = useMemo(
    () => new Map([...new Set(parts.map(({ field }) => field))].map((field) => [uriOf(channelKey, field), field])),
    [channelKey, parts],
  );
  const field = place === null ? undefined : fieldUris.get(place.uri);
  const marked = useMemo(
    () => (field === undefined || place === null ? nowhere : partsAtCaret(parts, { ...place, field })),
    [parts, field, place],
  );
  const host = useRef<HTMLElement>(null);

  useEffect(() => () => forgetOrigin(channelKey), [channelKey]);
  useEffect(() => {
    const first = marked.values().next().value;
    if (first !== undefined) scrollTo(host.current, first);
  }, [marked]);

  const choose = (index: number | null): void => {
    setChosen(index);
    const part = index === null ? undefined : parts[index];
    if (part?.span?.kind !== 'value') {
      forgetOrigin(channelKey);
      return;
    }
    markPlace(uriOf(channelKey, part.field), part.span.place);
    shownOrigin.setState({ channelKey, words: originWords(part.span, part.field) }, true);
  };
  const go = (index: number | null, intoPartial: boolean): void => {
    const part = index === null ? undefined : parts[index];
    if (part?.span == null) return;
    const { partial } = part.span;
    if (intoPartial && partial !== null) {
      openPlace(app, { kind: 'partial', key: partial.key }, 'content', partial.place);
    } else openPlace(app, { kind: 'channel', key: channelKey }, part.field, part.span.place);
  };
  const step = (by: 1 | -1): void => {
    const values = parts.flatMap(({ span }, index) => (span?.kind === 'value' ? [index] : []));
    const at = chosen === null ? -1 : values.indexOf(chosen);
    const next = values[at < 0 ? (by === 1 ? 0 : values.length - 1) : at + by];
    if (next === undefined) return;
    choose(next);
    scrollTo(host.current, next);
  };
  const shared = {
    tabIndex: 0,
    'aria-label': label,
    'aria-describedby': originLineId,
    onMouseOver: (event: MouseEvent) => choose(partUnder(event.target)),
    onMouseLeave: () => choose(null),
    onBlur: () => choose(null),
    onClick: (event: MouseEvent) => {
      // A click that ends a selection is not meant as a jump.
      if (window.getSelection()?.isCollapsed !== false) go(partUnder(event.target), event.ctrlKey || event.metaKey);
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') step(event.key === 'ArrowRight' ? 1 : -1);
      else if (event.key === 'Enter' && chosen !== null) go(chosen, event.ctrlKey || event.metaKey);
      else return;
      event.preventDefault();
    },
  };
  const shown = parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
    <Part key={index} part={part} index={index} isChosen={index === chosen} isAtCaret={marked.has(index)} />
  ));
  if (isInline) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a line of text
      <span ref={host} role="group" className={styles.inline} {...shared}>
        {shown}
      </span>
    );
  }
  return (
    <section ref={host} className={styles.block} {...shared}>
      <pre className={styles.text}>{shown}</pre>
    </section>
  );
}

function uriOf(channelKey: string, field: string): string {
  return textModelUri('channel', channelKey, field);
}

function forgetOrigin(channelKey: string): void {
  if (shownOrigin.getState()?.channelKey !== channelKey) return;
  shownOrigin.setState(null, true);
  markPlace('', null);
}

function partUnder(target: EventTarget): number | null {
  const found = target instanceof Element ? target.closest<HTMLElement>('[data-span]')?.dataset.span : undefined;
  return found === undefined ? null : Number(found);
}

function scrollTo(host: HTMLElement | null, index: number): void {
  host?.querySelector(`[data-span="${index}"]`)?.scrollIntoView({ block: 'nearest' });
}

function originWords({ path, place, partial }: SourceSpan, field: string): string {
  const from = channelStudio.problemPlace(field, place.line, place.column);
  const inside = partial === null ? from : `${from} → ${partial.key} ${partial.place.line}:${partial.place.column}`;
  return path === null ? inside : `${path} · ${inside}`;
}

interface PartProps {
  part: MappedPart;
  index: number;
  isChosen: boolean;
  isAtCaret: boolean;
}

/** Passed over while the pointer wanders over the others. */
const Part = memo(function Part({ part, index, isChosen, isAtCaret }: PartProps) {
  const text = part.segments.map(({ text, kind }, place) =>
    styles[kind] === undefined ? (
      text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: segments have no identity but their place
      <span key={place} className={styles[kind]}>
        {text}
      </span>
    ),
  );
  if (part.span?.kind !== 'value') return text;
  return (
    <span
      data-span={index}
      data-at-caret={isAtCaret || undefined}
      className={classNames(styles.value, isChosen && styles.chosen, isAtCaret && styles.atCaret)}
      title={part.span.path ?? undefined}
    >
      {text}
    </span>
  );
});
