import { useLayoutEffect, useRef } from 'react';
import { SecretField } from '../../ui/secret-field.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface KeyFieldProps {
  label: string;
  hint?: string;
  value: string;
  onChange: (key: string) => void;
}

/** A key of a receiver. A reference is no secret, and is easier to check when it can be read. */
export function KeyField({ label, hint, value, onChange }: KeyFieldProps) {
  const isReference = value === '' || value.trim().startsWith('{{');
  const box = useRef<HTMLDivElement>(null);
  const hasFocus = useRef(false);
  // The first letters decide which field it is: whoever types them goes on in the other one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the field is another one when this changes
  useLayoutEffect(() => {
    if (!hasFocus.current) return;
    const input = box.current?.querySelector('input');
    input?.focus();
    input?.setSelectionRange(input.value.length, input.value.length);
  }, [isReference]);
  const field = { label, value, onChange, ...(hint === undefined ? {} : { hint }) };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notes where the focus is
    <div
      ref={box}
      onFocus={() => {
        hasFocus.current = true;
      }}
      onBlur={() => {
        hasFocus.current = false;
      }}
    >
      {isReference ? <TextField {...field} isMono /> : <SecretField {...field} />}
    </div>
  );
}
