import { useState } from 'react';
import { eventTypes as words } from '../../strings/event-types.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './event-types.module.css';

/** A field to paste into; where the host allows it, a button reads the clipboard. */
export function PasteSource({ onTake }: { onTake(text: string): void }) {
  const [text, setText] = useState('');
  const [isRefused, setRefused] = useState(false);
  const paste = async (): Promise<void> => {
    try {
      setText(await navigator.clipboard.readText());
      setRefused(false);
    } catch {
      setRefused(true);
    }
  };
  return (
    <>
      <TextField
        label={words.pasteText}
        value={text}
        rows={14}
        isMono
        hint={isRefused ? words.pasteRefused : undefined}
        onChange={setText}
      />
      <div className={styles.actions}>
        <Button variant="primary" isDisabled={text.trim() === ''} onPress={() => onTake(text)}>
          {words.take}
        </Button>
        <Button onPress={() => void paste()}>{words.paste}</Button>
      </div>
    </>
  );
}
