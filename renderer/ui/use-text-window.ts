import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { characterWidth } from './character-width.ts';
import { beginAttribute } from './selected-text.ts';
import { cutIntoBlocks, type TextBlock } from './text-blocks.ts';
import { blockIndexAt, type Stretch, type TextWindow, windowOf } from './text-window.ts';

/** Drawn above and below what can be seen, in CSS pixels: more than a turn of the wheel. */
const margin = 600;
/** Until the text has been measured, before the first paint. */
const unmeasured = { columns: 80, rowHeight: 20 };
const firstSeen: Stretch = { from: 0, to: 1200 };

interface DrawnText extends TextWindow {
  blocks: readonly TextBlock[];
  /** Draws the block of a character, and scrolls to it when it was not drawn. */
  reveal(offset: number): void;
}

/** Which blocks of a text are drawn in an element: those that can be seen, whatever around it scrolls. */
export function useTextWindow(host: RefObject<HTMLElement | null>, text: string): DrawnText {
  const [metrics, setMetrics] = useState(unmeasured);
  const [seen, setSeen] = useState(firstSeen);
  const [heights, setHeights] = useState<ReadonlyMap<number, number>>(noHeights);
  const { columns, rowHeight } = metrics;
  const blocks = useMemo(() => cutIntoBlocks(text, columns), [text, columns]);
  const heightOf = useCallback(
    (index: number) => heights.get(index) ?? (blocks[index]?.rows ?? 0) * rowHeight,
    [heights, blocks, rowHeight],
  );
  const shown = useMemo(() => windowOf(blocks, heightOf, seen), [blocks, heightOf, seen]);
  const isWhole = blocks.length < 2;

  const look = useCallback((): void => {
    if (host.current === null) return;
    const { top } = host.current.getBoundingClientRect();
    const next = { from: -top - margin, to: window.innerHeight - top + margin };
    // Half a margin is left unless it has moved far: most turns of the wheel draw nothing anew.
    setSeen((before) => (Math.abs(next.from - before.from) + Math.abs(next.to - before.to) < margin ? before : next));
  }, [host]);

  useLayoutEffect(() => {
    const element = host.current;
    if (isWhole || element === null) return;
    const measure = (): void => {
      const next = metricsOf(element);
      setMetrics((before) => {
        if (before.columns === next.columns && before.rowHeight === next.rowHeight) return before;
        setHeights(noHeights);
        return next;
      });
      look();
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    const onScroll = ({ target }: Event): void => {
      if (target instanceof Node && target.contains(element)) look();
    };
    // Any element around may be the one that scrolls; a scroll does not bubble.
    document.addEventListener('scroll', onScroll, { capture: true, passive: true });
    void document.fonts.ready.then(measure);
    return () => {
      observer.disconnect();
      document.removeEventListener('scroll', onScroll, { capture: true });
    };
  }, [host, look, isWhole]);

  useMeasuredHeights(host, shown, isWhole, setHeights);

  const latest = useRef({ blocks, heightOf, shown });
  latest.current = { blocks, heightOf, shown };
  const reveal = useCallback(
    (offset: number): void => {
      const { blocks, heightOf, shown } = latest.current;
      const index = blockIndexAt(blocks, offset);
      if (host.current === null || (index >= shown.first && index <= shown.last)) return;
      let top = 0;
      for (let before = 0; before < index; before += 1) top += heightOf(before);
      setSeen({ from: top - margin, to: top + heightOf(index) + margin });
      scrollAround(host.current, top);
    },
    [host],
  );
  return { blocks, ...shown, reveal };
}

const noHeights: ReadonlyMap<number, number> = new Map();

/** Texts with characters of other widths take other heights than expected: those are remembered, so that nothing jumps. */
function useMeasuredHeights(
  host: RefObject<HTMLElement | null>,
  { first, last }: TextWindow,
  isWhole: boolean,
  setHeights: (change: (before: ReadonlyMap<number, number>) => ReadonlyMap<number, number>) => void,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: `last` tells that other blocks are drawn
  useEffect(() => {
    if (isWhole || host.current === null) return;
    const drawn = [...host.current.querySelectorAll<HTMLElement>(`[${beginAttribute}]`)];
    const observer = new ResizeObserver((entries) =>
      setHeights((before) => {
        const changed = entries.flatMap(({ target, contentRect }): [number, number][] => {
          const index = first + drawn.indexOf(target as HTMLElement);
          // A block that is no longer drawn is told of once more, as having no height.
          if (!target.isConnected) return [];
          return Math.abs((before.get(index) ?? 0) - contentRect.height) < 0.5 ? [] : [[index, contentRect.height]];
        });
        return changed.length === 0 ? before : new Map([...before, ...changed]);
      }),
    );
    for (const element of drawn) observer.observe(element);
    return () => observer.disconnect();
  }, [host, first, last, isWhole, setHeights]);
}

function metricsOf(element: HTMLElement): typeof unmeasured {
  const style = getComputedStyle(element);
  const room = element.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
  const width = characterWidth(style);
  return {
    columns: Math.max(1, Math.floor(room / width)),
    rowHeight: Number.parseFloat(style.lineHeight) || unmeasured.rowHeight,
  };
}

/** Scrolls what is around the text so that a place in it can be seen. */
function scrollAround(element: HTMLElement, top: number): void {
  for (let around = element.parentElement; around !== null; around = around.parentElement) {
    if (around.scrollHeight <= around.clientHeight || !/auto|scroll/.test(getComputedStyle(around).overflowY)) continue;
    const begin = element.getBoundingClientRect().top - around.getBoundingClientRect().top + around.scrollTop;
    around.scrollTop = begin + top - around.clientHeight / 2;
    return;
  }
}
