import { useCallback, useEffect, useRef, useState } from 'react';
import type { ObjectRecord } from '../../../core/contract/index.ts';
import { useApp } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { projects as words } from '../../strings/projects.ts';
import { unsavedForms } from './unsaved-forms.ts';
import { referenceOf, signingKeyProperty } from './webhook-model.ts';

export interface SigningKey {
  /** Typed or generated and not stored yet; null = what is stored is shown. */
  typed: string | null;
  error: string | undefined;
  change(key: string): void;
  /** Stores a key. Until that is done, and when it is refused, the key stays in the field. */
  save(key: string): Promise<boolean>;
}

/** A webhook's key being typed. `store` gives the webhook as it is with the key, or rejects. */
export function useSigningKey(
  formId: string,
  object: ObjectRecord,
  store: (key: string) => Promise<ObjectRecord>,
): SigningKey {
  const app = useApp();
  const [typed, setTyped] = useState<string | null>(() => unsavedForms(app).keys.get(formId) ?? null);
  const [error, setError] = useState<string | undefined>(undefined);
  /** The key that is on its way: leaving the field must not send it a second time. */
  const underWay = useRef<string | null>(null);

  const keep = useCallback(
    (key: string | null): void => {
      if (key === null) unsavedForms(app).keys.delete(formId);
      else unsavedForms(app).keys.set(formId, key);
      setTyped(key);
    },
    [app, formId],
  );
  const save = async (key: string): Promise<boolean> => {
    if (underWay.current === key) return false;
    underWay.current = key;
    keep(key);
    const before = object.properties[signingKeyProperty];
    try {
      const after = (await store(key)).properties[signingKeyProperty];
      if (unsavedForms(app).keys.get(formId) === key) keep(null);
      setError(undefined);
      if (key !== '' && referenceOf(before) !== null && after !== before) {
        app.toast(words.keyRenamed(String(before), String(after)));
      }
      return true;
    } catch (cause) {
      setError(words.keyNotSaved(toCommandError(cause).message));
      return false;
    } finally {
      if (underWay.current === key) underWay.current = null;
    }
  };

  const latest = useRef(save);
  latest.current = save;
  // A form that goes away (another webhook, a closed tab) is not left by its field first.
  useEffect(
    () => () => {
      const left = unsavedForms(app).keys.get(formId);
      if (left !== undefined) void latest.current(left);
    },
    [app, formId],
  );

  return {
    typed,
    error,
    change(key) {
      setError(undefined);
      keep(key);
    },
    save,
  };
}
