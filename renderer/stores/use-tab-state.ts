import { useCallback } from 'react';
import type { JsonValue } from '../../core/contract/index.ts';
import { useApp, useSession } from './app-context.tsx';

/** Like `useState`, remembered with the tab in the session: what is selected or unfolded. JSON only, never secrets. */
export function useTabState<T extends JsonValue>(tabId: string, name: string, initial: T): [T, (value: T) => void] {
  const { session } = useApp();
  // Only this hook writes under the name, with values of T (or one an earlier version wrote: keep shapes simple).
  const value = useSession((state) => state.tabState[tabId]?.[name] as T | undefined);
  const set = useCallback(
    (next: T) =>
      session.setState((state) => ({
        tabState: { ...state.tabState, [tabId]: { ...state.tabState[tabId], [name]: next } },
      })),
    [session, tabId, name],
  );
  return [value ?? initial, set];
}
