import { runs as words } from '../../strings/runs.ts';
import { TextField } from '../../ui/text-field.tsx';
import { optionalNumberProblem } from './optional-number-field.tsx';
import type { UnreadableText } from './use-unreadable.ts';

interface RateFieldProps {
  /** Undefined = no limit. */
  value: number | undefined;
  onChange: (value: number | undefined) => void;
  unreadable: UnreadableText | undefined;
  onUnreadable: (text: UnreadableText | null) => void;
}

/** Requests per second, or blank. What is neither holds the run back: without it, requests would go out all at once. */
export function RateField({ value, onChange, unreadable, onUnreadable }: RateFieldProps) {
  const stored = value === undefined ? '' : String(value);
  const text = unreadable?.stored === stored ? unreadable.text : stored;
  return (
    <TextField
      isNumber
      label={words.perSecond}
      placeholder={words.perSecondBlank}
      value={text}
      error={problemOf(text)}
      onChange={(next) => {
        const isUsable = problemOf(next) === undefined;
        onUnreadable(isUsable ? null : { text: next, stored });
        if (isUsable) onChange(next.trim() === '' ? undefined : Number(next));
      }}
    />
  );
}

function problemOf(text: string): string | undefined {
  return optionalNumberProblem(text, 1, 1000);
}
