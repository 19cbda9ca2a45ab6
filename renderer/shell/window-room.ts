import { useSyncExternalStore } from 'react';
import { useSession } from '../stores/app-context.tsx';

/** Below this width (in CSS pixels at zoom 1) there is no room for a list, a document and a right pane side by side. */
export const narrowBelow = 940;

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
};

export function isNarrowAt(zoom: number): boolean {
  return window.innerWidth / zoom < narrowBelow;
}

export function useRoom(): { isNarrow: boolean } {
  const zoom = useSession((state) => state.zoom);
  const isNarrow = useSyncExternalStore(subscribe, () => isNarrowAt(zoom));
  return { isNarrow };
}
