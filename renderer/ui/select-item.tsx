import { Check } from 'lucide-react';
import { ListBoxItem, Text } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './select-field.module.css';

export interface SelectOption<T extends string = string> {
  id: T;
  label: string;
  /** A second line that tells what choosing it means. */
  description?: string;
}

/** An option in an open list, with a mark when it is the chosen one. */
export function SelectItem({ option }: { option: SelectOption }) {
  return (
    <ListBoxItem id={option.id} textValue={option.label} className={classNames(styles.option)}>
      <Check size="0.875rem" aria-hidden="true" className={styles.check} />
      <span className={styles.texts}>
        <Text slot="label">{option.label}</Text>
        {option.description === undefined ? null : (
          <Text slot="description" className={classNames(styles.description)}>
            {option.description}
          </Text>
        )}
      </span>
    </ListBoxItem>
  );
}
