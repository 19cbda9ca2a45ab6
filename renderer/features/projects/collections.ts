import { useMemo } from 'react';
import type { App } from '../../stores/app.ts';
import { useDocuments } from '../../stores/app-context.tsx';
import { type DocumentsState, selectDocument } from '../../stores/documents.ts';

export interface Collections {
  projects: string;
  webhooks: string;
  /** Property of a webhook that lists the event types it wants. */
  eventTypesProperty: string;
}

function read(state: DocumentsState): Collections {
  const settings = selectDocument(state, 'settings', 'workspace')?.value;
  return {
    projects: settings?.projectCollection ?? 'projects',
    webhooks: settings?.webhookCollection ?? 'project_webhooks',
    eventTypesProperty: settings?.eventTypesProperty ?? 'event_types',
  };
}

/** Which collections the workspace shows as projects and webhooks. */
export function collectionsOf(app: App): Collections {
  return read(app.documents.getState());
}

export function useCollections(): Collections {
  const byId = useDocuments((state) => state.byId);
  return useMemo(() => read({ isLoaded: true, byId }), [byId]);
}
