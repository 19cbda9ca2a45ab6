import { useSession } from '../stores/app-context.tsx';

/** Pixels of one rem at the window's zoom: what virtual lists measure their rows with. */
export function useRemPixels(): number {
  return useSession((state) => state.zoom) * 16;
}
