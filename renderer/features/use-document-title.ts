import type { DocumentKind } from '../../core/contract/index.ts';
import { useDocuments } from '../stores/app-context.tsx';
import { documentName, selectDocument } from '../stores/documents.ts';

/** What people call a document; undefined when it is not there. */
export function useDocumentTitle(kind: DocumentKind, key: string): string | undefined {
  return useDocuments((state) => {
    const document = selectDocument(state, kind, key);
    return document === undefined ? undefined : documentName(document);
  });
}
