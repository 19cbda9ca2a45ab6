import { useRef, useState } from 'react';
import { documentKeySchema, type RenamedKind } from '../../core/contract/index.ts';
import { useApp, useDocuments, useIsReadOnly } from '../stores/app-context.tsx';
import { toCommandError } from '../stores/command-failure.ts';
import { wordsOf } from '../stores/document-actions.ts';
import { documentId } from '../stores/documents.ts';
import { renameDocument } from '../stores/rename-document.ts';
import { documents as words } from '../strings/documents.ts';
import { TextField } from '../ui/text-field.tsx';

interface DocumentKeyFieldProps {
  kind: RenamedKind;
  documentKey: string;
  hint?: string;
}

/** The key of a document; another one is given to it, and to all that name it, on Enter or when the field is left. */
export function DocumentKeyField({ kind, documentKey, hint = words.keyHint }: DocumentKeyFieldProps) {
  const app = useApp();
  const isReadOnly = useIsReadOnly();
  const [typed, setTyped] = useState<{ over: string; text: string } | null>(null);
  const [failure, setFailure] = useState<{ over: string; text: string } | null>(null);
  const isUnderWay = useRef(false);
  // The document has got its new key, or it is another one.
  if (typed !== null && typed.over !== documentKey) setTyped(null);
  const shown = typed?.over === documentKey ? typed.text : documentKey;
  const isTaken = useDocuments((state) => shown !== documentKey && documentId(kind, shown) in state.byId);
  const refused = failure?.over === documentKey ? failure.text : undefined;
  const isKey = documentKeySchema.safeParse(shown).success;
  const error = !isKey ? words.keyInvalid : isTaken ? words.keyTaken(wordsOf(kind), shown) : refused;
  const rename = (): void => {
    // Enter is followed by a blur: one of them is enough.
    if (isTaken || !isKey || shown === documentKey || isUnderWay.current) return;
    isUnderWay.current = true;
    renameDocument(app, kind, documentKey, shown)
      .catch((cause: unknown) => setFailure({ over: documentKey, text: toCommandError(cause).message }))
      .finally(() => {
        isUnderWay.current = false;
      });
  };
  return (
    <TextField
      label={words.key}
      isMono
      value={shown}
      isReadOnly={isReadOnly}
      hint={hint}
      error={error}
      onChange={(text) => {
        setTyped({ over: documentKey, text });
        setFailure(null);
      }}
      onEnter={rename}
      onBlur={rename}
    />
  );
}
