import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import {
  Autocomplete,
  Button,
  Input,
  Label,
  ListBox,
  Popover,
  SearchField,
  Select,
  SelectValue,
  useFilter,
} from 'react-aria-components';
import { ui } from '../strings/ui.ts';
import { classNames } from './class-names.ts';
import fieldStyles from './field.module.css';
import styles from './select-field.module.css';
import { SelectItem, type SelectOption } from './select-item.tsx';

/** With fewer options than this the list is read at a glance. */
const searchedFrom = 9;

interface SearchSelectFieldProps<T extends string> {
  label: string;
  options: readonly SelectOption<T>[];
  value: T | null;
  /** What is chosen may stand outside the options; null = nothing is. */
  valueLabel: string | null;
  onChange: (value: T) => void;
  placeholder?: string;
  isLabelHidden?: boolean;
  className?: string | undefined;
  /** Absent = the options are all there are, and are searched by their labels. */
  search?: {
    onText: (text: string) => void;
    /** Such as `200 of 1,234`; null = the options are all there are. */
    note: string | null;
  };
}

/** A choice out of very many: the open list begins with a field in which one types what to look for. */
export function SearchSelectField<T extends string>(props: SearchSelectFieldProps<T>) {
  const { label, options, value, valueLabel, onChange, placeholder = '', isLabelHidden, search } = props;
  const [text, setText] = useState('');
  const { contains } = useFilter({ sensitivity: 'base' });
  const note = search?.note ?? null;
  const type = (typed: string): void => {
    setText(typed);
    search?.onText(typed);
  };
  const list = (
    <ListBox
      className={classNames(styles.list)}
      renderEmptyState={() => <div className={styles.none}>{ui.noMatches(text)}</div>}
    >
      {options.map((option) => (
        <SelectItem key={option.id} option={option} />
      ))}
    </ListBox>
  );
  const isSearched = text !== '' || note !== null || options.length >= searchedFrom;
  return (
    <Select
      className={classNames(fieldStyles.field, props.className)}
      value={value}
      onChange={(key) => key !== null && onChange(key as T)}
      onOpenChange={(isOpen) => isOpen || type('')}
      placeholder={placeholder}
    >
      <div className={classNames(fieldStyles.labelRow, isLabelHidden && fieldStyles.hidden)}>
        <Label className={classNames(fieldStyles.label)}>{label}</Label>
      </div>
      <Button className={classNames(fieldStyles.input, styles.button)}>
        <SelectValue className={classNames(styles.value)}>{() => valueLabel ?? placeholder}</SelectValue>
        <ChevronDown size="0.875rem" aria-hidden="true" />
      </Button>
      <Popover className={classNames(styles.popover)} offset={2}>
        {isSearched ? (
          <Autocomplete inputValue={text} onInputChange={type} {...(search === undefined ? { filter: contains } : {})}>
            <SearchField aria-label={ui.filterList(label)} className={classNames(styles.search)} autoFocus>
              <Input className={classNames(fieldStyles.input)} placeholder={ui.filter} />
            </SearchField>
            {list}
          </Autocomplete>
        ) : (
          list
        )}
        {note === null ? null : <div className={styles.note}>{note}</div>}
      </Popover>
    </Select>
  );
}
