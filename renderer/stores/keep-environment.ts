import { type DocumentsStore, documentName, selectDocument, selectDocuments } from './documents.ts';
import type { SessionStore } from './session.ts';

/** One that is given another key goes first and is told of as renamed right after. */
export const settleMs = 500;

/**
 * When the environment that a window uses is deleted elsewhere, the window goes on with the first one that is left; `onLost` hears
 * the names of both. Returns what ends it.
 */
export function keepEnvironment(
  documents: DocumentsStore,
  session: SessionStore,
  onLost: (lost: string, next: string) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const stop = documents.subscribe((state, before) => {
    const { environment } = session.getState();
    const lost = selectDocument(before, 'environment', environment);
    if (lost === undefined || selectDocument(state, 'environment', environment) !== undefined) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      const now = documents.getState();
      const [next] = selectDocuments(now, 'environment');
      const isBack = selectDocument(now, 'environment', environment) !== undefined;
      if (isBack || next === undefined || session.getState().environment !== environment) return;
      session.setState({ environment: next.key });
      onLost(documentName(lost), documentName(next));
    }, settleMs);
  });
  return () => {
    stop();
    if (timer !== null) clearTimeout(timer);
  };
}
