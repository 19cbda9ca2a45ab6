import { useRef } from 'react';
import type { RenamedKind } from '../../core/contract/index.ts';
import { useApp } from '../stores/app-context.tsx';
import { attempt } from '../stores/attempt.ts';
import { keyFromName, renameDocument } from '../stores/rename-document.ts';
import { TextField } from '../ui/text-field.tsx';
import { DocumentKeyField } from './document-key-field.tsx';

interface DocumentNameFieldsProps {
  kind: RenamedKind;
  documentKey: string;
  name: string;
  /** What a new document of the kind is called. */
  newName: string;
  nameLabel: string;
  nameError: string | undefined;
  keyHint?: string;
  onChange: (name: string) => void;
  /** Before the first name gives the key: what else is made of the old one. */
  onNewKey?: (key: string) => void;
}

/** A document's name and key. The key it was made with gives way to one of its first name of its own, on Enter or when that is left. */
export function DocumentNameFields(props: DocumentNameFieldsProps) {
  const { kind, documentKey, name, newName, nameLabel, nameError, keyHint, onChange, onNewKey } = props;
  const app = useApp();
  const isTyped = useRef(false);
  const leave = (): void => {
    if (!isTyped.current) return;
    isTyped.current = false;
    void attempt(app, async () => {
      const key = keyFromName(app, { kind, key: documentKey, name, newName });
      if (key !== null) onNewKey?.(key);
      await app.drafts.flush(kind, documentKey);
      if (key !== null) await renameDocument(app, kind, documentKey, key);
    });
  };
  return (
    <>
      <TextField
        label={nameLabel}
        value={name}
        error={nameError}
        onChange={(text) => {
          isTyped.current = true;
          onChange(text);
        }}
        onEnter={leave}
        onBlur={leave}
      />
      <DocumentKeyField kind={kind} documentKey={documentKey} {...(keyHint === undefined ? {} : { hint: keyHint })} />
    </>
  );
}
