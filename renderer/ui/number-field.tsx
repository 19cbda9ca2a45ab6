import { type ReactNode, useId, useState } from 'react';
import { classNames } from './class-names.ts';
import styles from './field.module.css';
import { FieldMessage } from './field-message.tsx';
import { type NumberLimits, numberProblemOf, type TypedNumber } from './number-problem.ts';

export interface NumberFieldProps extends NumberLimits {
  label: string;
  value: number;
  /** Called with numbers that are allowed only; other text stays in the field with its error. */
  onChange: (value: number) => void;
  unit?: string;
  hint?: ReactNode;
  error?: string | undefined;
  isLabelHidden?: boolean;
  isReadOnly?: boolean;
  /** Keeps what is typed and is no number yet, for a field that comes and goes; the field keeps it itself when absent. */
  typing?: readonly [typed: TypedNumber | null, setTyped: (typed: TypedNumber | null) => void];
  className?: string | undefined;
}

export function NumberField(props: NumberFieldProps) {
  const { label, value, onChange, unit, hint, isLabelHidden, className } = props;
  const id = useId();
  const own = useState<TypedNumber | null>(null);
  const [typed, setTyped] = props.typing ?? own;
  const text = typed !== null && typed.value === value ? typed.text : String(value);
  const error = numberProblemOf(text, props) ?? props.error;
  const change = (next: string): void => {
    const number = Number(next);
    const isAllowed = numberProblemOf(next, props) === undefined;
    setTyped(isAllowed && next === String(number) ? null : { text: next, value: isAllowed ? number : value });
    if (isAllowed && number !== value) onChange(number);
  };
  return (
    <div className={classNames(styles.field, className)}>
      <div className={classNames(styles.labelRow, isLabelHidden && styles.hidden)}>
        <label htmlFor={id} className={styles.label}>
          {label}
        </label>
      </div>
      <div className={styles.withUnit}>
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          value={text}
          readOnly={props.isReadOnly}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={error === undefined && hint === undefined ? undefined : `${id}-message`}
          className={classNames(styles.input, styles.number)}
          style={unit === undefined ? undefined : { paddingRight: `${unit.length * 0.45 + 1}rem` }}
          onChange={(event) => change(event.target.value)}
        />
        {unit === undefined ? null : <span className={styles.unit}>{unit}</span>}
      </div>
      <FieldMessage id={`${id}-message`} hint={hint} error={error} />
    </div>
  );
}
