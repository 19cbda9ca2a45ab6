import { useState } from 'react';
import { documentKeySchema } from '../../../core/contract/index.ts';
import { useApp, useDocuments, useIsReadOnly } from '../../stores/app-context.tsx';
import { toCommandError } from '../../stores/command-failure.ts';
import { documentId } from '../../stores/documents.ts';
import { channelStudio } from '../../strings/channel-studio.ts';
import { TextField } from '../../ui/text-field.tsx';
import { renamePartial } from './rename-partial.ts';

interface PartialKeyFieldProps {
  partialKey: string;
  useCount: number;
}

/** The key that templates render it by; another one is given to all that use it on Enter or when the field is left. */
export function PartialKeyField({ partialKey, useCount }: PartialKeyFieldProps) {
  const app = useApp();
  const isReadOnly = useIsReadOnly();
  const [typed, setTyped] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const shown = typed ?? partialKey;
  const isTaken = useDocuments((state) => shown !== partialKey && documentId('partial', shown) in state.byId);
  const isKey = documentKeySchema.safeParse(shown).success;
  const error = isTaken
    ? channelStudio.partialKeyTaken(shown)
    : isKey
      ? (failure ?? undefined)
      : channelStudio.partialKeyInvalid;
  const commit = (): void => {
    if (isTaken || !isKey || shown === partialKey) return;
    setFailure(null);
    renamePartial(app, partialKey, shown).then(
      () => setTyped(null),
      (cause: unknown) => setFailure(toCommandError(cause).message),
    );
  };
  return (
    <TextField
      label={channelStudio.partialKey}
      isMono
      value={shown}
      isReadOnly={isReadOnly}
      hint={channelStudio.partialKeyHint(useCount)}
      error={error}
      onChange={setTyped}
      onEnter={commit}
      onBlur={commit}
    />
  );
}
