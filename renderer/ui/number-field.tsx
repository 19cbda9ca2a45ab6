import { type ReactNode, useId, useState } from 'react';
import { ui } from '../strings/ui.ts';
import { classNames } from './class-names.ts';
import styles from './field.module.css';
import { FieldMessage } from './field-message.tsx';

/** What is typed in a number field while it says something else than the number. */
export type TypedNumber = { text: string; value: number };

export interface NumberFieldProps {
  label: string;
  value: number;
  /** Called with numbers that are allowed only; other text stays in the field with its error. */
  onChange: (value: number) => void;
  min?: number;
  max?: number;
  /** Whole numbers unless told otherwise. */
  isFraction?: boolean;
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

/** Why the field does not take the text; undefined = it does. */
export function numberProblemOf(
  text: string,
  { min, max, isFraction }: Pick<NumberFieldProps, 'min' | 'max' | 'isFraction'>,
): string | undefined {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) return ui.notNumber;
  if (isFraction !== true && !Number.isInteger(number)) return ui.wholeNumber;
  if (min !== undefined && number < min) return ui.atLeast(min);
  if (max !== undefined && number > max) return ui.atMost(max);
  return undefined;
}
