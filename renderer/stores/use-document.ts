import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { CommandError, DocumentKind, DocumentOf } from '../../core/contract/index.ts';
import { useApp, useDocuments } from './app-context.tsx';
import { currentDocument, watchDocuments } from './document-view.ts';
import {
  type DocumentsState,
  documentId,
  type StoredDocumentOf,
  selectDocument,
  selectDocuments,
} from './documents.ts';
import type { Draft } from './drafts.ts';
import { isSameJson } from './same-json.ts';

export interface DocumentEditing<K extends DocumentKind> {
  status: 'loading' | 'missing' | 'ready';
  /** What the user sees: the draft when there is one, else what the engine has. Undefined unless `ready`. */
  value: DocumentOf<K> | undefined;
  revision: number | null;
  /** Null = everything is saved. */
  draftStatus: Draft['status'] | null;
  /** Why the last save was refused (not for `invalid`: that is beside the fields). */
  error: CommandError | null;
  /** The message for a field such as `request.url`, from the document's schema or the engine. */
  issueAt(path: string): string | undefined;
  /** How many fields of these parts of the document have one; of all when none is named. */
  countIssues(...parts: string[]): number;
  /** Merges into the value, or makes a new one from it. Saved by itself 300 ms after the last call. */
  update(patch: Partial<DocumentOf<K>> | ((value: DocumentOf<K>) => DocumentOf<K>)): void;
  /** Saves at once; call it on blur of long editors and before acting on the document. */
  flush(): Promise<void>;
  resolveConflict(choice: 'mine' | 'theirs'): Promise<void>;
}

export type DocumentActions<K extends DocumentKind> = Pick<DocumentEditing<K>, 'update' | 'flush' | 'resolveConflict'>;

/** How one document is changed, without rendering when it changes. Always the same functions. Flushes when it unmounts. */
export function useDocumentActions<K extends DocumentKind>(kind: K, key: string): DocumentActions<K> {
  const app = useApp();
  useEffect(() => () => void app.drafts.flush(kind, key), [app, kind, key]);
  return useMemo(
    () => ({
      update(patch) {
        const current = currentDocument(app, kind, key);
        if (current === undefined) return;
        app.drafts.edit(kind, key, typeof patch === 'function' ? patch(current) : { ...current, ...patch });
      },
      flush: () => app.drafts.flush(kind, key),
      resolveConflict: (choice) => app.drafts.resolveConflict(kind, key, choice),
    }),
    [app, kind, key],
  );
}

/** A part of a document: renders only when that part is another value. Undefined while there is no document. */
export function useDocumentPart<K extends DocumentKind, T>(
  kind: K,
  key: string,
  select: (value: DocumentOf<K>) => T,
): T | undefined {
  const app = useApp();
  const watch = useCallback((onChange: () => void) => watchDocuments(app, onChange), [app]);
  return useSyncExternalStore(watch, () => {
    const value = currentDocument(app, kind, key);
    return value === undefined ? undefined : select(value);
  });
}

/** Whether there is such a document. */
export function useDocumentStatus(kind: DocumentKind, key: string): DocumentEditing<DocumentKind>['status'] {
  const isLoaded = useDocuments((state) => state.isLoaded);
  const isThere = useDocumentPart(kind, key, () => true) === true;
  return isThere ? 'ready' : isLoaded ? 'missing' : 'loading';
}

/** The message for a field such as `request.url` of a draft, from the document's schema or the engine. */
export function useDocumentIssue(kind: DocumentKind, key: string, path: string): string | undefined {
  const app = useApp();
  return useStore(app.drafts.store, (state) => issueOf(state[documentId(kind, key)], path));
}

function issueOf(draft: Draft | undefined, path: string): string | undefined {
  const issue = draft?.issues.find((found) => found.path === path || found.path.startsWith(`${path}.`));
  if (issue !== undefined) return issue.message;
  return draft?.error?.field === `value.${path}` ? draft.error.message : undefined;
}

function issuesIn(draft: Draft | undefined, parts: readonly string[]): number {
  const isIn = (path: string): boolean =>
    parts.length === 0 || parts.some((part) => path === part || path.startsWith(`${part}.`));
  return draft?.issues.filter(({ path }) => isIn(path)).length ?? 0;
}

/** Edits one document: optimistic here, durable in the engine, never losing what was typed. Flushes when it unmounts. */
export function useDocument<K extends DocumentKind>(kind: K, key: string): DocumentEditing<K> {
  const app = useApp();
  const isLoaded = useDocuments((state) => state.isLoaded);
  const stored = useDocuments((state) => selectDocument(state, kind, key));
  const draft = useStore(app.drafts.store, (state) => state[documentId(kind, key)]);

  const actions = useDocumentActions(kind, key);

  // Drafts are kept under kind and key, so this one holds a value of the kind.
  const value = (draft?.value ?? stored?.value) as DocumentOf<K> | undefined;
  const issueAt = useCallback((path: string) => issueOf(draft, path), [draft]);

  return {
    status: value !== undefined ? 'ready' : isLoaded ? 'missing' : 'loading',
    value,
    revision: stored?.revision ?? null,
    draftStatus: draft?.status ?? null,
    error: draft?.error ?? null,
    issueAt,
    countIssues: (...parts) => issuesIn(draft, parts),
    ...actions,
  };
}

/** All documents of a kind, by key. The same list, and nothing renders, while none of them has changed. */
export function useDocumentList<K extends DocumentKind>(kind: K): readonly StoredDocumentOf<K>[] {
  return useDocuments(useShallow((state) => selectDocuments(state, kind)));
}

/** Rows made of the documents: the same ones, and nothing renders, while they say the same. */
export function useDocumentRows<Row>(select: (state: DocumentsState) => readonly Row[]): readonly Row[] {
  const last = useRef<readonly Row[]>([]);
  return useDocuments((state) => {
    const next = select(state);
    if (!isSameJson(last.current, next)) last.current = next;
    return last.current;
  });
}
