import { useState } from 'react';
import { deliveries as words } from '../../strings/deliveries.ts';
import { TextField } from '../../ui/text-field.tsx';
import styles from './deliveries.module.css';
import { readTimeSpan } from './time-span.ts';

interface TimeSpanFieldProps {
  value: string;
  onChange: (value: string) => void;
}

/** Two times are not wrong before they are written: what cannot be read is said when the field is left. */
export function TimeSpanField({ value, onChange }: TimeSpanFieldProps) {
  const [left, setLeft] = useState(value);
  const isUnread = value === left && readTimeSpan(value, Date.now()) === null;
  return (
    <TextField
      label={words.betweenLabel}
      isLabelHidden
      className={styles.field}
      placeholder={words.betweenPlaceholder}
      value={value}
      error={isUnread ? words.betweenError : undefined}
      onChange={onChange}
      onBlur={() => setLeft(value)}
      onEnter={() => setLeft(value)}
    />
  );
}
