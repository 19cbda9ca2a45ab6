import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';

/** Rows that come and go together. */
const groupSize = 50;
/** How far outside of what is seen rows are drawn, in pixels. */
const margin = 600;

interface LazyRowsProps<Row> {
  rows: readonly Row[];
  /** Of a row whose height nobody has measured yet, in pixels. */
  rowHeight: number;
  renderRow: (row: Row) => ReactNode;
  /** The last row comes near: more are wanted. */
  onEnd: () => void;
}

/**
 * Rows of any number and of their own heights within what scrolls around them, together with what else is in it: those that are far
 * from being seen are left out, their room kept.
 */
export function LazyRows<Row>({ rows, rowHeight, renderRow, onEnd }: LazyRowsProps<Row>) {
  const groups = useMemo(
    () =>
      Array.from({ length: Math.ceil(rows.length / groupSize) }, (_, place) => ({
        place,
        rows: rows.slice(place * groupSize, (place + 1) * groupSize),
      })),
    [rows],
  );
  return groups.map((group) => (
    <Group
      key={group.place}
      height={group.rows.length * rowHeight}
      isFirst={group.place === 0}
      onNear={group.place === groups.length - 1 ? onEnd : undefined}
    >
      {() => group.rows.map(renderRow)}
    </Group>
  ));
}

interface GroupProps {
  height: number;
  isFirst: boolean;
  onNear: (() => void) | undefined;
  children: () => ReactNode;
}

function Group({ height, isFirst, onNear, children }: GroupProps) {
  const element = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(isFirst);
  const measured = useRef<number | null>(null);
  useEffect(() => {
    const own = element.current;
    if (own === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const isSeen = entries.at(-1)?.isIntersecting === true;
        // What has the focus stays, or the keys would be lost with it.
        if (isSeen || !own.contains(document.activeElement)) setNear(isSeen);
      },
      { root: nearestScroller(own), rootMargin: `${margin}px 0px` },
    );
    observer.observe(own);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (isNear) measured.current = element.current?.offsetHeight ?? null;
  });
  useEffect(() => {
    if (isNear) onNear?.();
  }, [isNear, onNear]);
  return (
    <div ref={element} style={isNear ? undefined : { height: measured.current ?? height }}>
      {isNear ? children() : null}
    </div>
  );
}

function nearestScroller(element: HTMLElement): HTMLElement | null {
  for (let around = element.parentElement; around !== null; around = around.parentElement) {
    if (['auto', 'scroll'].includes(getComputedStyle(around).overflowY)) return around;
  }
  return null;
}
