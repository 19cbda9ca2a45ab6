import { type ReactNode, useState } from 'react';
import { TextField } from '../../../ui/text-field.tsx';

interface NumberListFieldProps {
  label: string;
  hint: ReactNode;
  /** Shown while the text is not a list of allowed numbers; the text stays. */
  invalid: string;
  values: readonly number[];
  isAllowed: (value: number) => boolean;
  onChange: (values: number[]) => void;
}

/** Numbers separated by commas. */
export function NumberListField({ label, hint, invalid, values, isAllowed, onChange }: NumberListFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? values.join(', ');
  const isInvalid = typed !== null && readNumbers(typed, isAllowed) === null;
  return (
    <TextField
      label={label}
      isMono
      hint={hint}
      value={text}
      error={isInvalid ? invalid : undefined}
      onChange={(next) => {
        setTyped(next);
        const numbers = readNumbers(next, isAllowed);
        if (numbers !== null) onChange(numbers);
      }}
      onBlur={() => !isInvalid && setTyped(null)}
    />
  );
}

function readNumbers(text: string, isAllowed: (value: number) => boolean): number[] | null {
  const parts = text.split(',').map((part) => part.trim());
  const given = parts.length === 1 && parts[0] === '' ? [] : parts;
  const numbers = given.map(Number);
  return given.includes('') || !numbers.every((value) => Number.isFinite(value) && isAllowed(value)) ? null : numbers;
}
