/** What Ctrl/Cmd+Enter does in a tab: the document registers it while it is shown. */
const actions = new Map<string, () => void>();

export function setPrimaryAction(tabId: string, action: () => void): () => void {
  actions.set(tabId, action);
  return () => {
    if (actions.get(tabId) === action) actions.delete(tabId);
  };
}

export function findPrimaryAction(tabId: string | null): (() => void) | undefined {
  return tabId === null ? undefined : actions.get(tabId);
}
