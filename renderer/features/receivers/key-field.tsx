import { receivers as words } from '../../strings/receivers.ts';
import { SecretField } from '../../ui/secret-field.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface KeyFieldProps {
  label: string;
  value: string;
  onChange: (key: string) => void;
}

/** A key of a receiver. A reference is no secret, and is easier to check when it can be read. */
export function KeyField({ label, value, onChange }: KeyFieldProps) {
  const isReference = value === '' || value.trim().startsWith('{{');
  if (isReference) return <TextField label={label} isMono hint={words.keyHint} value={value} onChange={onChange} />;
  return <SecretField label={label} hint={words.keyHint} value={value} onChange={onChange} />;
}
