import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Label, ListBox, Popover, Select, SelectValue } from 'react-aria-components';
import { classNames } from './class-names.ts';
import fieldStyles from './field.module.css';
import { FieldMessage } from './field-message.tsx';
import styles from './select-field.module.css';
import { SelectItem, type SelectOption } from './select-item.tsx';

export interface SelectFieldProps<T extends string> {
  label: string;
  options: readonly SelectOption<T>[];
  value: T | null;
  onChange: (value: T) => void;
  placeholder?: string;
  hint?: ReactNode;
  error?: string | undefined;
  isLabelHidden?: boolean;
  isDisabled?: boolean;
  className?: string | undefined;
}

export function SelectField<T extends string>(props: SelectFieldProps<T>) {
  const { label, options, value, onChange, placeholder = '', hint, error, isLabelHidden, isDisabled = false } = props;
  return (
    <Select
      className={classNames(fieldStyles.field, props.className)}
      value={value}
      onChange={(key) => key !== null && onChange(key as T)}
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
      placeholder={placeholder}
    >
      <div className={classNames(fieldStyles.labelRow, isLabelHidden && fieldStyles.hidden)}>
        <Label className={classNames(fieldStyles.label)}>{label}</Label>
      </div>
      <Button className={classNames(fieldStyles.input, styles.button)}>
        <SelectValue className={classNames(styles.value)}>
          {({ selectedText, isPlaceholder }) => (isPlaceholder ? placeholder : selectedText)}
        </SelectValue>
        <ChevronDown size="0.875rem" aria-hidden="true" />
      </Button>
      <FieldMessage hint={hint} error={error} />
      <Popover className={classNames(styles.popover)} offset={2}>
        <ListBox className={classNames(styles.list)}>
          {options.map((option) => (
            <SelectItem key={option.id} option={option} />
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
