import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { KnockApiState } from '../../core/contract/index.ts';
import type { App } from './app.ts';
import type { DataState } from './data.ts';
import type { DocumentsState } from './documents.ts';
import type { ReceiversState } from './receivers.ts';
import type { RunsState } from './runs.ts';
import type { SessionState } from './session.ts';

const AppContext = createContext<App | null>(null);

export function AppProvider({ app, children }: { app: App; children: ReactNode }) {
  return <AppContext value={app}>{children}</AppContext>;
}

export function useApp(): App {
  const app = useContext(AppContext);
  if (app === null) throw new Error('useApp() needs an AppProvider above it');
  return app;
}

// Thin hooks, one per store. A selector must give the same reference for the same state: select parts, derive in `useMemo`.
export const useSession = <T,>(select: (state: SessionState) => T): T => useStore(useApp().session, select);
export const useDocuments = <T,>(select: (state: DocumentsState) => T): T => useStore(useApp().documents, select);
export const useDataStore = <T,>(select: (state: DataState) => T): T => useStore(useApp().data.store, select);
export const useRuns = <T,>(select: (state: RunsState) => T): T => useStore(useApp().runs, select);
export const useReceivers = <T,>(select: (state: ReceiversState) => T): T => useStore(useApp().receivers, select);
export const useKnockApi = <T,>(select: (state: KnockApiState) => T): T => useStore(useApp().knockApi, select);
export const useEnvironment = (): string => useSession((state) => state.environment);
export const useWorkspaceInfo = () => useStore(useApp().workspace, (state) => state.info);
export const useCatalogue = () => useStore(useApp().workspace, (state) => state.catalogue);
export const useIsReadOnly = (): boolean =>
  useStore(useApp().workspace, (state) => state.info !== null && state.info.readOnlyReason !== null);
