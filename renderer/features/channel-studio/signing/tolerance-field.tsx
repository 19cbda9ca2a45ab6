import { useState } from 'react';
import { signatures } from '../../../strings/signatures.ts';
import { TextField } from '../../../ui/text-field.tsx';

interface ToleranceFieldProps {
  label: string;
  /** Seconds; null = no bound. */
  value: number | null;
  onChange: (value: number | null) => void;
}

/** How far a stamp may be off, in whole seconds, or blank for no bound. Other text stays as typed, with the error. */
export function ToleranceField({ label, value, onChange }: ToleranceFieldProps) {
  const [wrong, setWrong] = useState<string | null>(null);
  return (
    <TextField
      label={label}
      isMono
      hint={signatures.toleranceHint}
      error={wrong === null ? undefined : signatures.toleranceInvalid}
      value={wrong ?? (value === null ? '' : String(value))}
      onChange={(text) => {
        const isNumber = /^\d{1,9}$/.test(text.trim());
        if (text.trim() !== '' && !isNumber) return setWrong(text);
        setWrong(null);
        onChange(isNumber ? Number(text) : null);
      }}
    />
  );
}
