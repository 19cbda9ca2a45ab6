import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useStore } from 'zustand';
import type { SourceSpan } from '../../../../core/contract/index.ts';
import { caret, type EditorCaret, markPlace } from '../../../editor/caret-follow.ts';
import { textModelUri } from '../../../editor/text-models.ts';
import { useApp } from '../../../stores/app-context.tsx';
import { channelStudio } from '../../../strings/channel-studio.ts';
import { openPlace } from '../open-place.ts';
import { templateKind } from '../studio-template.ts';
import type { CaretPlace } from './mapped-segments.ts';
import { originLineId } from './origin-line.tsx';
import { shownOrigin } from './shown-origin.ts';

/** Parts of a shown text by their places in it; only those that are asked for are read. */
export interface PartSource {
  /** Texts of the channel that the parts come from. */
  fields: readonly string[];
  count: number;
  partAt(index: number): { field: string; span: SourceSpan | null } | null;
  isValue(index: number): boolean;
  atCaret(place: CaretPlace): ReadonlySet<number>;
}

interface MappedParts {
  chosen: number | null;
  /** What the expression at the caret printed. */
  marked: ReadonlySet<number>;
  /** For the element that holds the text. */
  handlers: object;
}

const nowhere: ReadonlySet<number> = new Set();

/**
 * Ties values of the request to the expressions that printed them: under the pointer (or chosen with the arrow keys) a value
 * marks its expression in the editor, Enter or a click goes there, with Ctrl into the partial; the caret in an expression marks
 * what it printed. `show` brings a part into sight that may not be drawn.
 */
export function useMappedParts(
  templateKey: string,
  source: PartSource,
  host: RefObject<HTMLElement | null>,
  show: (index: number) => void,
): MappedParts {
  const app = useApp();
  const [chosen, setChosen] = useState<number | null>(null);
  const marked = useStore(
    caret,
    useMemo(() => createMarks(templateKey, source), [templateKey, source]),
  );

  useEffect(() => () => forgetOrigin(templateKey), [templateKey]);
  const newestShow = useRef(show);
  newestShow.current = show;
  const reveal = useCallback(
    (index: number): void => {
      newestShow.current(index);
      scrollTo(host.current, index);
    },
    [host],
  );
  // Another list comes with every key; only another place is scrolled to, which takes a layout of the page.
  const first = marked.values().next().value;
  useEffect(() => {
    if (first !== undefined) reveal(first);
  }, [first, reveal]);

  const choose = (index: number | null): void => {
    setChosen(index);
    const part = index === null ? null : source.partAt(index);
    if (part?.span?.kind !== 'value') {
      forgetOrigin(templateKey);
      return;
    }
    markPlace(uriOf(templateKey, part.field), part.span.place);
    shownOrigin.setState({ templateKey, words: originWords(part.span, part.field) }, true);
  };
  const go = (index: number | null, intoPartial: boolean): void => {
    const part = index === null ? null : source.partAt(index);
    if (part?.span == null) return;
    const { partial } = part.span;
    if (intoPartial && partial !== null) {
      openPlace(app, { kind: 'partial', key: partial.key }, 'content', partial.place);
    } else openPlace(app, { kind: templateKind(templateKey), key: templateKey }, part.field, part.span.place);
  };
  const step = (by: 1 | -1): void => {
    let next = chosen === null ? (by === 1 ? 0 : source.count - 1) : chosen + by;
    while (next >= 0 && next < source.count && !source.isValue(next)) next += by;
    if (next < 0 || next >= source.count) return;
    choose(next);
    reveal(next);
  };
  const handlers = {
    tabIndex: 0,
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
  return { chosen, marked, handlers };
}

/** What the expression at the caret printed: the same set as long as it holds the same, because the caret moves with every key. */
function createMarks(templateKey: string, source: PartSource): (place: EditorCaret | null) => ReadonlySet<number> {
  const fieldUris = new Map(source.fields.map((field) => [uriOf(templateKey, field), field]));
  let last = nowhere;
  let lastPlace: EditorCaret | null = null;
  return (place) => {
    if (place === lastPlace) return last;
    lastPlace = place;
    const field = place === null ? undefined : fieldUris.get(place.uri);
    const marked = place === null || field === undefined ? nowhere : source.atCaret({ ...place, field });
    if (marked.size !== last.size || [...marked].some((index) => !last.has(index))) last = marked;
    return last;
  };
}

function uriOf(templateKey: string, field: string): string {
  return textModelUri(templateKind(templateKey), templateKey, field);
}

function forgetOrigin(templateKey: string): void {
  if (shownOrigin.getState()?.templateKey !== templateKey) return;
  shownOrigin.setState(null, true);
  markPlace('', null);
}

function partUnder(target: EventTarget): number | null {
  const found = target instanceof Element ? target.closest<HTMLElement>('[data-span]')?.dataset.span : undefined;
  return found === undefined ? null : Number(found);
}

/** At once where the part is drawn; else with the next frame, when it is. */
function scrollTo(host: HTMLElement | null, index: number): void {
  const scroll = (): boolean => {
    const part = host?.querySelector(`[data-span="${index}"]`);
    part?.scrollIntoView({ block: 'nearest' });
    return part != null;
  };
  if (!scroll()) requestAnimationFrame(scroll);
}

function originWords({ path, place, partial }: SourceSpan, field: string): string {
  const from = channelStudio.problemPlace(field, place.line, place.column);
  const inside = partial === null ? from : `${from} → ${partial.key} ${partial.place.line}:${partial.place.column}`;
  return path === null ? inside : `${path} · ${inside}`;
}
