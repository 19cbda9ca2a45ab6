import type { Receiver } from '../../../core/contract/index.ts';
import { useTabState } from '../../stores/use-tab-state.ts';
import { receivers as words } from '../../strings/receivers.ts';
import { TextField } from '../../ui/text-field.tsx';
import { readStatusSequence, statusSequenceText } from './status-sequence.ts';

interface StatusSequenceFieldProps {
  tabId: string;
  entries: Receiver['statusSequence'];
  onChange: (entries: Receiver['statusSequence']) => void;
}

/** The sequence as text; what cannot be read stays as typed, with the tab, and changes nothing. */
export function StatusSequenceField({ tabId, entries, onChange }: StatusSequenceFieldProps) {
  const stored = statusSequenceText(entries);
  const [typed, setTyped] = useTabState<{ text: string; stored: string } | null>(tabId, 'typedSequence', null);
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
        const meant = parsed.ok ? statusSequenceText(parsed.entries) : stored;
        setTyped(next === meant ? null : { text: next, stored: meant });
        if (parsed.ok) onChange(parsed.entries);
      }}
    />
  );
}
