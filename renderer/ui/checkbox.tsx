import { Check, Minus } from 'lucide-react';
import { Checkbox as AriaCheckbox } from 'react-aria-components';
import styles from './checkbox.module.css';
import { classNames } from './class-names.ts';

interface CheckboxProps {
  label: string;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  isIndeterminate?: boolean;
  isDisabled?: boolean;
  isLabelHidden?: boolean;
}

export function Checkbox({ label, isLabelHidden = false, ...rest }: CheckboxProps) {
  const Mark = rest.isIndeterminate ? Minus : Check;
  return (
    <AriaCheckbox {...rest} className={classNames(styles.checkbox)} {...(isLabelHidden ? { 'aria-label': label } : {})}>
      <span className={styles.box} aria-hidden="true">
        <Mark size="0.75rem" strokeWidth={3} />
      </span>
      {isLabelHidden ? null : label}
    </AriaCheckbox>
  );
}
