import { useEffect, useState } from 'react';
import type { CommandError } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import type { PlacedChange } from './change-list.tsx';

export interface SchemaChanges {
  /** Null = not known yet, or nothing to compare. */
  changes: readonly PlacedChange[] | null;
  error: CommandError | null;
}

const nothing: SchemaChanges = { changes: null, error: null };

/** What changed from one schema's text to another; the last answer stays while a new one is on its way. */
export function useSchemaChanges(before: string | null, after: string): SchemaChanges {
  const { engine } = useApp();
  const [state, setState] = useState(nothing);
  useEffect(() => {
    if (before === null) {
      setState(nothing);
      return;
    }
    let isWanted = true;
    const timer = setTimeout(() => {
      engine.call('eventTypes.compareTexts', { before, after }).then(
        (changes) => isWanted && setState({ changes, error: null }),
        (cause) => isWanted && setState({ changes: null, error: toCommandError(cause) }),
      );
    }, 150);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [engine, before, after]);
  return state;
}
