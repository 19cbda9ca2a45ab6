import { useEffect, useState } from 'react';
import { revealMs } from './secret-field.tsx';

export interface TimedReveal {
  isRevealed: boolean;
  toggle(): void;
}

/** For secrets that are masked unless asked for: what was revealed is masked again by itself. */
export function useTimedReveal(): TimedReveal {
  const [isRevealed, setRevealed] = useState(false);
  useEffect(() => {
    if (!isRevealed) return;
    const timer = setTimeout(setRevealed, revealMs, false);
    return () => clearTimeout(timer);
  }, [isRevealed]);
  return { isRevealed, toggle: () => setRevealed(!isRevealed) };
}
