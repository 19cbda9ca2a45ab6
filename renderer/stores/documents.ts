import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DocumentKind, DocumentOf, EventPayload, StoredDocument } from '../../core/contract/index.ts';

/** The renderer's mirror of the engine's documents. Only the engine changes it: through the list and `documents.changed`. */
export interface DocumentsState {
  isLoaded: boolean;
  byId: Readonly<Record<string, StoredDocument>>;
}
export type DocumentsStore = StoreApi<DocumentsState>;
export type DocumentChange = EventPayload<'documents.changed'>;
export type StoredDocumentOf<K extends DocumentKind> = Extract<StoredDocument, { kind: K }>;

export function documentId(kind: DocumentKind, key: string): string {
  return `${kind}/${key}`;
}

export function createDocumentsStore(): DocumentsStore {
  return createStore<DocumentsState>(() => ({ isLoaded: false, byId: {} }));
}

export function loadedDocuments(documents: readonly StoredDocument[]): DocumentsState {
  return {
    isLoaded: true,
    byId: Object.fromEntries(documents.map((entry) => [documentId(entry.kind, entry.key), entry])),
  };
}

/** An older revision never replaces a newer one: events may arrive after the answer that already told of them. */
export function applyChange(state: DocumentsState, change: DocumentChange): DocumentsState {
  const id = documentId(change.kind, change.key);
  const known = state.byId[id];
  if (change.document === null) {
    if (known === undefined) return state;
    const { [id]: _removed, ...byId } = state.byId;
    return { ...state, byId };
  }
  if (known !== undefined && known.revision >= change.document.revision) return state;
  return { ...state, byId: { ...state.byId, [id]: change.document } };
}

export function selectDocument<K extends DocumentKind>(
  state: DocumentsState,
  kind: K,
  key: string,
): StoredDocumentOf<K> | undefined {
  const found = state.byId[documentId(kind, key)];
  // The id starts with the kind, so what is found under it is of that kind.
  return found as StoredDocumentOf<K> | undefined;
}

/** The lists of each state, made when they are first asked for: many components ask for the same one. */
const listsOfStates = new WeakMap<DocumentsState['byId'], Map<DocumentKind, readonly StoredDocument[]>>();

/** All documents of a kind, by key. */
export function selectDocuments<K extends DocumentKind>(
  { byId }: Pick<DocumentsState, 'byId'>,
  kind: K,
): readonly StoredDocumentOf<K>[] {
  let lists = listsOfStates.get(byId);
  if (lists === undefined) {
    lists = new Map();
    listsOfStates.set(byId, lists);
  }
  let list = lists.get(kind);
  if (list === undefined) {
    list = Object.values(byId)
      .filter((entry) => entry.kind === kind)
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    lists.set(kind, list);
  }
  // Kept under its kind.
  return list as readonly StoredDocumentOf<K>[];
}

/** What people call a document: its name, or its key when the kind has none. */
export function documentName(document: { key: string; value: DocumentOf<DocumentKind> }): string {
  const { value } = document;
  return 'name' in value && typeof value.name === 'string' ? value.name : document.key;
}
