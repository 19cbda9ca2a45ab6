import { useCallback, useEffect, useState } from 'react';
import { revealMs } from './secret-field.tsx';

export interface TimedReveal {
  isRevealed: boolean;
  toggle: () => void;
}

/**
 * For secrets that are masked unless asked for: what was revealed is masked again by itself. `of` says whose they are:
 * another one's are not shown because this one's were.
 */
export function useTimedReveal(of: string): TimedReveal {
  const [revealed, setRevealed] = useState<string | null>(null);
  useEffect(() => {
    if (revealed === null) return;
    const timer = setTimeout(setRevealed, revealMs, null);
    return () => clearTimeout(timer);
  }, [revealed]);
  const toggle = useCallback(() => setRevealed((before) => (before === of ? null : of)), [of]);
  return { isRevealed: revealed === of, toggle };
}
