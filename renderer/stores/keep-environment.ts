import {
  type DocumentsState,
  type DocumentsStore,
  documentName,
  selectDocument,
  selectDocuments,
} from './documents.ts';
import type { SessionStore } from './session.ts';

/** One that is given another key goes first and is told of as renamed right after. */
export const settleMs = 500;

/** Hears the names of the environment that is gone and of the one that the window goes on with. */
export type EnvironmentLost = (lost: string, next: string) => void;

/**
 * When the environment that a window uses is deleted elsewhere, the window goes on with the first one that is left, and `onLost`
 * hears of it. Returns what ends it.
 */
export function keepEnvironment(documents: DocumentsStore, session: SessionStore, onLost: EnvironmentLost): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const stop = documents.subscribe((state, before) => {
    const { environment } = session.getState();
    const isLost = hasEnvironment(before, environment) && !hasEnvironment(state, environment);
    if (!isLost) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      if (session.getState().environment === environment) leaveLostEnvironment(documents, session, before, onLost);
    }, settleMs);
  });
  return () => {
    stop();
    if (timer !== null) clearTimeout(timer);
  };
}

/** Goes on with another environment where the chosen one is not there; its name is what the documents called it `before`. */
export function leaveLostEnvironment(
  documents: DocumentsStore,
  session: SessionStore,
  before: DocumentsState,
  onLost: EnvironmentLost,
): void {
  const { environment } = session.getState();
  const now = documents.getState();
  const [next] = selectDocuments(now, 'environment');
  if (hasEnvironment(now, environment) || next === undefined) return;
  session.setState({ environment: next.key });
  const lost = selectDocument(before, 'environment', environment);
  onLost(lost === undefined ? environment : documentName(lost), documentName(next));
}

function hasEnvironment(state: DocumentsState, key: string): boolean {
  return selectDocument(state, 'environment', key) !== undefined;
}
