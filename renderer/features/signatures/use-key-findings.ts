import { useEffect, useState } from 'react';
import type { CommandOutput, SchemeChoice } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';

const typingDelayMs = 200;

/** What the engine says about a key, a moment after the typing; null = nothing typed, or not known. */
export function useKeyFindings(
  scheme: SchemeChoice,
  key: string,
  use: 'signing' | 'verifying',
): CommandOutput<'signatures.checkKey'> | null {
  const { engine } = useApp();
  const [findings, setFindings] = useState<CommandOutput<'signatures.checkKey'> | null>(null);
  useEffect(() => {
    if (key === '') return setFindings(null);
    let isCurrent = true;
    const ask = () =>
      engine.call('signatures.checkKey', { scheme, key, use }).then(
        (found) => isCurrent && setFindings(found),
        () => isCurrent && setFindings(null),
      );
    const timer = setTimeout(() => void ask(), typingDelayMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [engine, scheme, key, use]);
  return findings;
}
