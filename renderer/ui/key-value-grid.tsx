import { Rows3, TextInitial, X } from 'lucide-react';
import { type ReactNode, useId, useRef, useState } from 'react';
import type { KeyValue } from '../../core/contract/index.ts';
import { ui } from '../strings/ui.ts';
import { classNames } from './class-names.ts';
import fieldStyles from './field.module.css';
import { IconButton } from './icon-button.tsx';
import { keepFocusIn } from './keep-focus-in.ts';
import styles from './key-value-grid.module.css';
import { readKeyValueText, writeKeyValueText } from './key-value-text.ts';

export interface KeyValueCell {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
}
interface KeyValueGridProps {
  label: string;
  rows: readonly KeyValue[];
  onChange: (rows: KeyValue[]) => void;
  keyHeader?: string;
  valueHeader?: string;
  /** The message for a row, shown under it. */
  errorAt?: (index: number) => string | undefined;
  /** Another control for values, such as a one-line editor. */
  renderValue?: (cell: KeyValueCell, index: number) => ReactNode;
  isReadOnly?: boolean;
  /** Offered while a name, or the value of a row with that name, is typed; anything else may be typed too. */
  keySuggestions?: readonly string[];
  valueSuggestions?: (key: string) => readonly string[];
}

/** Names and values as rows, with a blank row to type into, or as text for many at once. */
export function KeyValueGrid(props: KeyValueGridProps) {
  const { label, rows, onChange, keyHeader = ui.keyColumn, valueHeader = ui.valueColumn, errorAt, renderValue } = props;
  const isReadOnly = props.isReadOnly === true;
  const ids = useRowIds(rows.length + 1);
  const [text, setText] = useState<string | null>(null);
  const listId = useId();
  const host = useRef<HTMLDivElement>(null);

  const change = (index: number, patch: Partial<KeyValue>): void => {
    const next = index === rows.length ? [...rows, { key: '', value: '' }] : [...rows];
    onChange(next.map((row, place) => (place === index ? { ...row, ...patch } : row)));
  };
  const remove = (index: number): void => {
    ids.remove(index);
    onChange(rows.toSpliced(index, 1));
  };
  const toggleText = (): void => setText(text === null ? writeKeyValueText(rows) : null);

  return (
    <div ref={host} className={styles.grid}>
      <div className={styles.head}>
        <span className={styles.keyCell}>{keyHeader}</span>
        <span className={styles.valueCell}>{valueHeader}</span>
        {isReadOnly ? null : (
          <IconButton
            size="small"
            icon={text === null ? TextInitial : Rows3}
            label={text === null ? ui.editAsText : ui.editAsRows}
            onPress={toggleText}
          />
        )}
      </div>
      <Suggestions id={`${listId}-keys`} values={props.keySuggestions} />
      {text !== null ? (
        <textarea
          aria-label={`${label}. ${ui.textFormat}`}
          placeholder={ui.textFormat}
          className={classNames(fieldStyles.input, fieldStyles.area, fieldStyles.mono)}
          rows={Math.max(4, rows.length + 1)}
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            onChange(readKeyValueText(event.target.value));
          }}
        />
      ) : (
        <ul aria-label={label} className={styles.rows}>
          {[...rows, ...(isReadOnly ? [] : [{ key: '', value: '' }])].map((row, index) => {
            const isBlank = index === rows.length;
            const error = isBlank ? undefined : errorAt?.(index);
            const value = row.value;
            const cell: KeyValueCell = {
              id: `${ids.list[index]}-value`,
              label: ui.rowValue(index + 1),
              value,
              onChange: (next) => change(index, { value: next }),
            };
            return (
              <li key={ids.list[index]} className={styles.item}>
                <div className={styles.row}>
                  <input
                    type="text"
                    aria-label={ui.rowName(index + 1)}
                    aria-invalid={error === undefined ? undefined : true}
                    placeholder={isBlank ? ui.newRowName : undefined}
                    className={classNames(styles.keyCell, styles.input)}
                    spellCheck={false}
                    readOnly={isReadOnly}
                    value={row.key}
                    {...(props.keySuggestions === undefined ? {} : { list: `${listId}-keys` })}
                    onChange={(event) => change(index, { key: event.target.value })}
                    onBlur={() => !isBlank && row.key === '' && value === '' && remove(index)}
                  />
                  <div className={styles.valueCell}>
                    {renderValue !== undefined && !isReadOnly ? (
                      renderValue(cell, index)
                    ) : (
                      <input
                        type="text"
                        aria-label={cell.label}
                        className={styles.input}
                        spellCheck={false}
                        readOnly={isReadOnly}
                        value={value}
                        onChange={(event) => cell.onChange(event.target.value)}
                        {...(props.valueSuggestions === undefined ? {} : { list: `${cell.id}-${listId}` })}
                      />
                    )}
                    <Suggestions id={`${cell.id}-${listId}`} values={props.valueSuggestions?.(row.key)} />
                  </div>
                  {isReadOnly ? null : (
                    <IconButton
                      size="small"
                      icon={X}
                      label={ui.removeRow(row.key)}
                      isDisabled={isBlank}
                      className={classNames(isBlank && styles.invisible)}
                      onPress={() => {
                        keepFocusIn(host.current);
                        remove(index);
                      }}
                    />
                  )}
                </div>
                {error === undefined ? null : <div className={fieldStyles.error}>{error}</div>}
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

function Suggestions({ id, values }: { id: string; values: readonly string[] | undefined }) {
  if (values === undefined || values.length === 0) return null;
  return (
    <datalist id={id}>
      {values.map((value) => (
        <option key={value} value={value} />
      ))}
    </datalist>
  );
}

let lastRowId = 0;

/** Ids that stay with their rows while rows are added at the end or removed anywhere, so that focus and undo stay too. */
function useRowIds(count: number): { list: readonly string[]; remove: (index: number) => void } {
  const list = useRef<string[]>([]);
  while (list.current.length < count) {
    lastRowId += 1;
    list.current.push(`row-${lastRowId}`);
  }
  list.current.length = count;
  return { list: list.current, remove: (index) => void list.current.splice(index, 1) };
}
