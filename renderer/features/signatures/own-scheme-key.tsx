import { useRef, useState } from 'react';
import { documentKeySchema } from '../../../core/contract/index.ts';
import { useApp, useIsReadOnly } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { signatureSchemes as words } from '../../strings/signature-schemes.ts';
import { TextField } from '../../ui/text-field.tsx';
import { isKeyTaken, renameOwnScheme } from './own-scheme-actions.ts';

/** The key of the scheme; it is renamed when the field is left, and whoever names it follows. */
export function OwnSchemeKey({ schemeKey }: { schemeKey: string }) {
  const app = useApp();
  const isReadOnly = useIsReadOnly();
  const [typed, setTyped] = useState(schemeKey);
  const [failure, setFailure] = useState<string | undefined>(undefined);
  const isUnderWay = useRef(false);
  const checked = documentKeySchema.safeParse(typed);
  const taken = typed !== schemeKey && isKeyTaken(app, typed) ? words.keyTaken : undefined;
  const error = checked.success ? (taken ?? failure) : checked.error.issues[0]?.message;
  const rename = (): void => {
    // Enter is followed by a blur: one of them is enough.
    if (!checked.success || taken !== undefined || typed === schemeKey || isUnderWay.current) return;
    isUnderWay.current = true;
    renameOwnScheme(app, schemeKey, typed)
      .catch((cause: unknown) => setFailure(toCommandError(cause).message))
      .finally(() => {
        isUnderWay.current = false;
      });
  };
  return (
    <TextField
      label={words.key}
      value={typed}
      isMono
      hint={words.keyHint}
      error={error}
      isReadOnly={isReadOnly}
      onChange={(text) => {
        setTyped(text);
        setFailure(undefined);
      }}
      onBlur={rename}
      onEnter={rename}
    />
  );
}
