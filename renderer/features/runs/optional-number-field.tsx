import { useState } from 'react';
import { runs as words } from '../../strings/runs.ts';
import { ui } from '../../strings/ui.ts';
import { TextField } from '../../ui/text-field.tsx';

interface OptionalNumberFieldProps {
  label: string;
  value: number | null;
  onChange: (value: number | null) => void;
  min: number;
  max: number;
}

/** A whole number, or blank for "any". Text that is neither stays as typed, with what is wrong. */
export function OptionalNumberField({ label, value, onChange, min, max }: OptionalNumberFieldProps) {
  const [typed, setTyped] = useState<{ text: string; value: number | null } | null>(null);
  const text = typed !== null && typed.value === value ? typed.text : value === null ? '' : String(value);
  const problem = optionalNumberProblem(text, min, max);
  return (
    <TextField
      isNumber
      label={label}
      isLabelHidden
      placeholder={words.anyValue}
      value={text}
      error={problem}
      onChange={(next) => {
        const isUsable = optionalNumberProblem(next, min, max) === undefined;
        const read = next.trim() === '' ? null : Number(next);
        setTyped({ text: next, value: isUsable ? read : value });
        if (isUsable) onChange(read);
      }}
    />
  );
}

/** Undefined for blank text. */
export function optionalNumberProblem(text: string, min: number, max: number): string | undefined {
  if (text.trim() === '') return undefined;
  if (!/^\d+$/.test(text.trim())) return words.notNumber;
  const number = Number(text);
  return number < min ? ui.atLeast(min) : number > max ? ui.atMost(max) : undefined;
}
