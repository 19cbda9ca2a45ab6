import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from 'react';

/** For what goes away by itself or by its own button: the focus that was in it goes back to where it came from. */
export function useFocusGivenBack(element: RefObject<HTMLElement | null>): (event: FocusEvent) => void {
  const cameFrom = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    const own = element.current;
    return () => {
      if (own?.contains(document.activeElement)) cameFrom.current?.focus();
    };
  }, [element]);
  return ({ currentTarget, relatedTarget }) => {
    if (relatedTarget instanceof HTMLElement && !currentTarget.contains(relatedTarget))
      cameFrom.current = relatedTarget;
  };
}
