import type { DocumentKind, DocumentOf } from '../../core/contract/index.ts';
import type { App } from './app.ts';
import { documentId } from './documents.ts';

type Documents = Pick<App, 'documents' | 'drafts'>;

/** What the user sees of a document at this moment: the draft when there is one, else what the engine has. */
export function currentDocument<K extends DocumentKind>(
  app: Documents,
  kind: K,
  key: string,
): DocumentOf<K> | undefined {
  const id = documentId(kind, key);
  // Drafts and documents are kept under kind and key, so this one is of the kind.
  return (app.drafts.store.getState()[id]?.value ?? app.documents.getState().byId[id]?.value) as
    | DocumentOf<K>
    | undefined;
}

/** Tells of changes of what the user sees of any document, at once: before React has rendered them. Returns the remover. */
export function watchDocuments(app: Documents, onChange: () => void): () => void {
  const removers = [app.drafts.store.subscribe(onChange), app.documents.subscribe(onChange)];
  return () => {
    for (const remove of removers) remove();
  };
}

/**
 * Calls with what `read` gives now and each time it is another value. For work that a key must start at once, such as asking
 * the engine. Returns the remover.
 */
export function followDocuments<T>(app: Documents, read: () => T, onValue: (value: T) => void): () => void {
  let last = read();
  onValue(last);
  return watchDocuments(app, () => {
    const next = read();
    if (Object.is(next, last)) return;
    last = next;
    onValue(next);
  });
}
