import { useEffect, useRef } from 'react';

/** What commands do in a tab, as its buttons do; what is absent cannot be done there now. */
export interface TabActions {
  /** Ctrl/Cmd+Enter. */
  start?: (() => void) | undefined;
  dryRun?: (() => void) | undefined;
  saveAsScenario?: (() => void) | undefined;
}

const shown = new Map<string, () => TabActions>();

/** Offers a tab's actions while its document is shown. */
export function useTabActions(tabId: string, actions: TabActions): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const read = (): TabActions => latest.current;
    shown.set(tabId, read);
    return () => {
      if (shown.get(tabId) === read) shown.delete(tabId);
    };
  }, [tabId]);
}

export function findTabActions(tabId: string | null): Partial<TabActions> {
  return (tabId === null ? undefined : shown.get(tabId)?.()) ?? {};
}
