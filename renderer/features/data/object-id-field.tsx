import { useState } from 'react';
import type { ObjectReference } from '../../../core/contract/index.ts';
import { useApp, useIsReadOnly } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { objects as words } from '../../strings/objects.ts';
import { TextField } from '../../ui/text-field.tsx';
import { giveObjectId } from '../object-id.ts';

interface ObjectIdFieldProps {
  environment: string;
  object: ObjectReference;
}

/** The id of an object; another one is given to it, and to all that names it, on Enter or when the field is left. */
export function ObjectIdField({ environment, object }: ObjectIdFieldProps) {
  const app = useApp();
  const isReadOnly = useIsReadOnly();
  const [typed, setTyped] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | undefined>(undefined);
  const rename = (): void => {
    // Enter is followed by a blur: one of them is enough.
    if (typed === null || failure !== undefined) return;
    setTyped(null);
    const id = typed.trim();
    if (id === object.id) return;
    giveObjectId(app, environment, object, id).catch((cause: unknown) => {
      setTyped(typed);
      setFailure(toCommandError(cause).message);
    });
  };
  return (
    <TextField
      label={words.id}
      isMono
      value={typed ?? object.id}
      isReadOnly={isReadOnly}
      hint={words.idHint}
      error={failure}
      onChange={(text) => {
        setTyped(text);
        setFailure(undefined);
      }}
      onEnter={rename}
      onBlur={rename}
    />
  );
}
