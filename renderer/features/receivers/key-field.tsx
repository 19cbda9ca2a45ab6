import { Vault } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { SchemeChoice } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { receivers as words } from '../../strings/receivers.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { KeyFindings } from '../signatures/key-findings.tsx';
import { useKeyFindings } from '../signatures/use-key-findings.ts';
import styles from './receiver.module.css';
import { isKeyReference, keepReceiverKey } from './receiver-key.ts';

interface KeyFieldProps {
  receiverKey: string;
  label: string;
  hint?: string;
  /** By which a key that is written out is judged. */
  scheme: SchemeChoice;
  value: string;
  onChange: (key: string) => void;
}

/**
 * A key of a receiver. A reference is no secret, and is easier to check when it can be read. A key that is typed is kept as
 * a secret when the field is left, and the file gets the reference; one that a file has already can be kept so.
 */
export function KeyField({ receiverKey, label, hint, scheme, value, onChange }: KeyFieldProps) {
  const { typed, error, type, keep } = useTypedKey(receiverKey, onChange);
  const shown = typed ?? value;
  const isReference = isKeyReference(shown);
  const findings = useKeyFindings(scheme, isReference ? '' : shown, 'verifying');
  const box = useRef<HTMLDivElement>(null);
  const hasFocus = useRef(false);
  // The first letters decide which field it is: whoever types them goes on in the other one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the field is another one when this changes
  useLayoutEffect(() => {
    if (!hasFocus.current) return;
    const input = box.current?.querySelector('input');
    input?.focus();
    input?.setSelectionRange(input.value.length, input.value.length);
  }, [isReference]);
  const isInFile = typed === null && !isReference;
  const shownHint = isInFile ? words.keyInFile : hint;
  const field = {
    label,
    value: shown,
    error,
    onChange: type,
    onEnter: () => void keep(typed),
    ...(shownHint === undefined ? {} : { hint: shownHint }),
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notes where the focus is
    <div
      ref={box}
      className={styles.keyField}
      onFocus={() => {
        hasFocus.current = true;
      }}
      onBlur={({ relatedTarget, currentTarget }) => {
        hasFocus.current = false;
        // To reveal what was typed is not to leave it.
        if (!currentTarget.contains(relatedTarget)) void keep(typed);
      }}
    >
      {isReference ? (
        <TextField {...field} isMono />
      ) : (
        <SecretField
          {...field}
          actions={
            isInFile ? <IconButton icon={Vault} label={words.keepKey} onPress={() => void keep(value)} /> : undefined
          }
        />
      )}
      {findings === null ? null : <KeyFindings findings={findings} />}
    </div>
  );
}

/** A key that is being typed, which is in no file; null when what the receiver has is shown. */
function useTypedKey(receiverKey: string, onChange: (key: string) => void) {
  const app = useApp();
  const [typed, setTyped] = useState<string | null>(null);
  const [error, setError] = useState<string | undefined>(undefined);
  const latest = useRef<string | null>(null);
  /** The key that is on its way: leaving the field must not keep it a second time. */
  const underWay = useRef<string | null>(null);
  const set = (key: string | null): void => {
    latest.current = key;
    setTyped(key);
    setError(undefined);
  };
  const keep = async (key: string | null): Promise<void> => {
    if (key === null || key === underWay.current) return;
    underWay.current = key;
    try {
      const { reference, name, environmentName } = await keepReceiverKey(app, receiverKey, key);
      onChange(reference);
      // What was typed meanwhile is another key.
      if (latest.current === key) set(null);
      app.toast(words.keyKept(name, environmentName));
    } catch (cause) {
      setError(words.keyNotKept(toCommandError(cause).message));
    } finally {
      underWay.current = null;
    }
  };
  const keepNow = useRef(keep);
  keepNow.current = keep;
  // A form that goes away (another tab, verification turned off) is not left by its field first.
  useEffect(() => () => void keepNow.current(latest.current), []);
  return {
    typed,
    error,
    keep,
    type(key: string): void {
      set(isKeyReference(key) ? null : key);
      if (isKeyReference(key)) onChange(key);
    },
  };
}
