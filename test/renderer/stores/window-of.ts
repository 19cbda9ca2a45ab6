import type { EngineClient, Rename, StoredDocument } from '../../../core/contract/index.ts';
import { createApp } from '../../../renderer/stores/app.ts';

/** A window whose engine has these documents, and says what it is told of when it asks again. */
export function windowOf(documents: StoredDocument[], session: unknown) {
  const answers: Record<string, unknown> = {
    'workspace.get': { path: '/w', name: 'w', readOnlyReason: null },
    'documents.list': documents,
    'workspace.problems': [],
    'receivers.states': [],
    'knockApi.state': {},
    'session.load': { session, renamed: [] },
    'runs.list': { runs: [], total: 0 },
    'deliveries.missing': { runIds: [], attemptIds: [] },
    'deliveries.list': { attempts: [], hasMore: false },
  };
  const engine = {
    call: async (name: string) => answers[name],
    async *stream() {},
    on: () => () => {},
  } as unknown as EngineClient;
  const app = createApp(engine, () => Promise.resolve('window'));
  const lose = (left: StoredDocument[], renamed: Rename[] = []) => {
    answers['documents.list'] = left;
    answers['session.load'] = { session, renamed };
  };
  const said = () => app.toasts.getState().toasts.map(({ text }) => text);
  return { app, lose, said };
}
