import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, ComboBox, Header, Input, Label, ListBox, ListBoxSection, Popover } from 'react-aria-components';
import { classNames } from './class-names.ts';
import comboStyles from './combo-field.module.css';
import fieldStyles from './field.module.css';
import { FieldMessage } from './field-message.tsx';
import styles from './select-field.module.css';
import { SelectItem, type SelectOption } from './select-item.tsx';

export interface ComboGroup<T extends string = string> {
  id: string;
  label: string;
  options: readonly SelectOption<T>[];
}
interface ComboFieldProps<T extends string> {
  label: string;
  groups: readonly ComboGroup<T>[];
  value: T | null;
  onChange: (value: T) => void;
  hint?: ReactNode;
  error?: string | undefined;
  className?: string | undefined;
}

/** A choice out of many, in groups: typing finds it. */
export function ComboField<T extends string>(props: ComboFieldProps<T>) {
  const { label, groups, value, onChange, hint, error } = props;
  return (
    <ComboBox
      className={classNames(fieldStyles.field, props.className)}
      selectedKey={value}
      onSelectionChange={(key) => key !== null && onChange(key as T)}
      defaultItems={groups.filter(({ options }) => options.length > 0)}
      menuTrigger="focus"
      isInvalid={error !== undefined}
    >
      <div className={classNames(fieldStyles.labelRow)}>
        <Label className={classNames(fieldStyles.label)}>{label}</Label>
      </div>
      <div className={comboStyles.box}>
        <Input className={classNames(fieldStyles.input, comboStyles.input)} />
        <Button className={classNames(comboStyles.arrow)}>
          <ChevronDown size="0.875rem" aria-hidden="true" />
        </Button>
      </div>
      <FieldMessage hint={hint} error={error} />
      <Popover className={classNames(styles.popover)} offset={2}>
        <ListBox<ComboGroup<T>> className={classNames(styles.list)}>
          {(group) => (
            <ListBoxSection id={`group-${group.id}`}>
              <Header className={comboStyles.heading}>{group.label}</Header>
              {group.options.map((option) => (
                <SelectItem key={option.id} option={option} />
              ))}
            </ListBoxSection>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
