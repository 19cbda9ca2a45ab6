import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';
import styles from './field.module.css';
import { FieldMessage } from './field-message.tsx';

export interface FieldControl {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean | undefined;
  'aria-labelledby': string;
}

interface FieldProps {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  isLabelHidden?: boolean;
  /** At the label's right end, such as a link or a switch. */
  aside?: ReactNode;
  children: (control: FieldControl) => ReactNode;
  className?: string | undefined;
}

/** Label, hint and error around a control that is none of ours (an editor, a grid). */
export function Field({ label, hint, error, isLabelHidden, aside, children, className }: FieldProps) {
  const id = useId();
  const messageId = `${id}-message`;
  const hasMessage = error !== undefined || hint !== undefined;
  return (
    <div className={classNames(styles.field, className)}>
      <div className={classNames(styles.labelRow, isLabelHidden && styles.hidden)}>
        <label id={`${id}-label`} htmlFor={id} className={styles.label}>
          {label}
        </label>
        {aside}
      </div>
      {children({
        id,
        'aria-labelledby': `${id}-label`,
        'aria-describedby': hasMessage ? messageId : undefined,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      <FieldMessage id={messageId} hint={hint} error={error} />
    </div>
  );
}
