import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** In CSS pixels. */
export interface ElementSize {
  width: number;
  height: number;
}

/** The room an element has. `onResize` hears of each later change, with the size before it. */
export function useElementSize(
  element: RefObject<HTMLElement | null>,
  onResize?: (size: ElementSize, before: ElementSize) => void,
): ElementSize {
  // Until it is measured, before the first paint, nothing is left out for want of room.
  const [size, setSize] = useState<ElementSize>({ width: Number.POSITIVE_INFINITY, height: 0 });
  const listener = useRef(onResize);
  useEffect(() => {
    listener.current = onResize;
  }, [onResize]);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return;
    const measure = (): ElementSize => ({ width: current.clientWidth, height: current.clientHeight });
    let before = measure();
    setSize(before);
    const observer = new ResizeObserver(() => {
      const next = measure();
      if (next.width === before.width && next.height === before.height) return;
      const last = before;
      before = next;
      setSize(next);
      listener.current?.(next, last);
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
