import { useState } from 'react';
import { receivers as words } from '../../strings/receivers.ts';
import { TextField } from '../../ui/text-field.tsx';
import { readStatusSequence, statusSequenceText } from './status-sequence.ts';

interface StatusSequenceFieldProps {
  statuses: readonly number[];
  onChange: (statuses: number[]) => void;
}

/** The sequence as text; what cannot be read stays as typed and changes nothing. */
export function StatusSequenceField({ statuses, onChange }: StatusSequenceFieldProps) {
  const stored = statusSequenceText(statuses);
  const [typed, setTyped] = useState<{ text: string; stored: string } | null>(null);
  const text = typed !== null && typed.stored === stored ? typed.text : stored;
  const read = readStatusSequence(text);
  return (
    <TextField
      label={words.sequence}
      isMono
      placeholder={words.sequencePlaceholder}
      hint={words.sequenceHint}
      value={text}
      error={read.ok ? undefined : read.problem}
      onChange={(next) => {
        const parsed = readStatusSequence(next);
        setTyped({ text: next, stored: parsed.ok ? statusSequenceText(parsed.statuses) : stored });
        if (parsed.ok) onChange(parsed.statuses);
      }}
    />
  );
}
