import { useEffect, useState } from 'react';
import { type RecipientReference, recipientKey } from '../../../core/contract/index.ts';
import { runs as words } from '../../strings/runs.ts';
import { TextField } from '../../ui/text-field.tsx';
import { readReferenceText } from './recipient-text.ts';
import type { UnreadableText } from './use-unreadable.ts';

interface ReferenceFieldProps {
  label: string;
  hint?: string;
  placeholder?: string;
  value: RecipientReference | null;
  onChange: (value: RecipientReference | null) => void;
  /** What was typed before and cannot be read, to go on with: the value is still the one before. */
  unreadable?: UnreadableText | undefined;
  onUnreadable?: (text: UnreadableText | null) => void;
  error?: string | undefined;
  onBlur?: () => void;
  isLabelHidden?: boolean;
  className?: string | undefined;
}

/** A user or object by reference; blank = nobody. Text that is none stays as typed, with what is wrong. */
export function ReferenceField({ value, onChange, unreadable, onUnreadable, error, ...rest }: ReferenceFieldProps) {
  const stored = value === null ? '' : recipientKey(value).replace(/^user:/, '');
  const [typed, setTyped] = useState<UnreadableText | null>(unreadable ?? null);
  const text = typed !== null && typed.stored === stored ? typed.text : stored;
  const isWrong = text.trim() !== '' && readReferenceText(text) === null;
  const isOutdated = unreadable !== undefined && unreadable.stored !== stored;
  useEffect(() => {
    if (isOutdated) onUnreadable?.(null);
  }, [isOutdated, onUnreadable]);
  return (
    <TextField
      {...rest}
      value={text}
      error={isWrong ? words.problems.recipientText : error}
      onChange={(next) => {
        const read = next.trim() === '' ? null : readReferenceText(next);
        const isUsable = next.trim() === '' || read !== null;
        setTyped({
          text: next,
          stored: isUsable ? (read === null ? '' : recipientKey(read).replace(/^user:/, '')) : stored,
        });
        onUnreadable?.(isUsable ? null : { text: next, stored });
        if (isUsable) onChange(read);
      }}
    />
  );
}
