import { useMemo } from 'react';
import type { DocumentKind, DocumentOf } from '../../core/contract/index.ts';
import type { TextSource } from '../editor/text-source.ts';
import { useApp } from './app-context.tsx';
import { currentDocument, watchDocuments } from './document-view.ts';

/** One text of a document as the user sees it. `select` must stay the same function. */
export function useTextSource<K extends DocumentKind>(
  kind: K,
  key: string,
  select: (value: DocumentOf<K>) => string,
): TextSource {
  const app = useApp();
  return useMemo(
    () => ({
      read() {
        const value = currentDocument(app, kind, key);
        return value === undefined ? undefined : select(value);
      },
      watch: (onChange) => watchDocuments(app, onChange),
    }),
    [app, kind, key, select],
  );
}
