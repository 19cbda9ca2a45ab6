import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';
import styles from './field.module.css';
import { FieldMessage } from './field-message.tsx';

export interface TextFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  onEnter?: () => void;
  hint?: ReactNode;
  error?: string | undefined;
  placeholder?: string;
  isLabelHidden?: boolean;
  isMono?: boolean;
  /** Set as numbers are. */
  isNumber?: boolean;
  /** Lines of a text area; absent = one line. */
  rows?: number;
  isReadOnly?: boolean;
  isDisabled?: boolean;
  autoFocus?: boolean;
  aside?: ReactNode;
  /** Buttons behind the line. */
  actions?: ReactNode;
  className?: string | undefined;
}

/** One line or an area of text. Invalid text stays as typed, with the error under it. */
export function TextField(props: TextFieldProps) {
  const {
    label,
    value,
    onChange,
    onBlur,
    onEnter,
    hint,
    error,
    isLabelHidden,
    isMono,
    isNumber,
    rows,
    aside,
    actions,
    className,
  } = props;
  const id = useId();
  const hasMessage = error !== undefined || (hint !== undefined && hint !== null);
  const common = {
    id,
    value,
    onBlur,
    placeholder: props.placeholder,
    readOnly: props.isReadOnly,
    disabled: props.isDisabled,
    autoFocus: props.autoFocus,
    spellCheck: false,
    autoComplete: 'off',
    'aria-describedby': hasMessage ? `${id}-message` : undefined,
    'aria-invalid': error === undefined ? undefined : true,
  };
  const look = classNames(
    styles.input,
    isMono && styles.mono,
    isNumber && styles.number,
    rows !== undefined && styles.area,
  );
  return (
    <div className={classNames(styles.field, className)}>
      <div className={classNames(styles.labelRow, isLabelHidden && styles.hidden)}>
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
        {aside}
      </div>
      {rows === undefined ? (
        <div className={styles.row}>
          <input
            {...common}
            type="text"
            className={look}
            onChange={(event) => onChange(event.target.value)}
            onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && onEnter?.()}
          />
          {actions}
        </div>
      ) : (
        <textarea {...common} rows={rows} className={look} onChange={(event) => onChange(event.target.value)} />
      )}
      <FieldMessage id={`${id}-message`} hint={hint} error={error} />
    </div>
  );
}
