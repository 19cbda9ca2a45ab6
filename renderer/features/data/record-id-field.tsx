import { useState } from 'react';
import type { RecipientReference } from '../../../core/contract/index.ts';
import { useApp, useIsReadOnly } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { recipients as words } from '../../strings/recipients.ts';
import { TextField } from '../../ui/text-field.tsx';
import { giveId } from '../recipient-id.ts';

interface RecordIdFieldProps {
  environment: string;
  recipient: RecipientReference;
}

/** The id of a user, tenant or object; another one is given to it, and to all that names it, on Enter or when the field is left. */
export function RecordIdField({ environment, recipient }: RecordIdFieldProps) {
  const app = useApp();
  const isReadOnly = useIsReadOnly();
  const given = typeof recipient === 'string' ? recipient : recipient.id;
  const [typed, setTyped] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | undefined>(undefined);
  const rename = (): void => {
    // Enter is followed by a blur: one of them is enough.
    if (typed === null || failure !== undefined) return;
    setTyped(null);
    const id = typed.trim();
    if (id === given) return;
    giveId(app, environment, recipient, id).catch((cause: unknown) => {
      setTyped(typed);
      setFailure(toCommandError(cause).message);
    });
  };
  return (
    <TextField
      label={words.id}
      isMono
      value={typed ?? given}
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
