import { useCallback, useEffect, useState } from 'react';

/** Copies text and says so for a moment; `false` when the browser refuses. */
export function useCopy(): { isCopied: boolean; copy: (text: string) => void } {
  const [copies, setCopies] = useState(0);
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (copies === 0) return;
    setIsCopied(true);
    const timer = setTimeout(() => setIsCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copies]);
  const copy = useCallback((text: string) => {
    void writeText(text).then((isDone) => isDone && setCopies((count) => count + 1));
  }, []);
  return { isCopied, copy };
}

async function writeText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
