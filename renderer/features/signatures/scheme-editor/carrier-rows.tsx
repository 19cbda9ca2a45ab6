import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { signatureSchemes as words } from '../../../strings/signature-schemes.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import styles from './scheme-editor.module.css';

export interface CarrierRow {
  name: string;
  value: string;
}
interface CarrierRowsProps<T extends CarrierRow> {
  title: string;
  rows: readonly T[];
  onChange: (rows: T[]) => void;
  blank: T;
  addLabel: string;
  labels: { name: (number: number) => string; value: (number: number) => string };
  nameError: (index: number) => string | undefined;
  valueError: (index: number) => string | undefined;
  /** Of the list as a whole. */
  error?: string | undefined;
  renderExtra?: (row: T, index: number, change: (patch: Partial<T>) => void) => ReactNode;
}

/** Names with the values they carry, such as the headers of a scheme. */
export function CarrierRows<T extends CarrierRow>(props: CarrierRowsProps<T>) {
  const { title, rows, onChange, labels, renderExtra } = props;
  const changeAt = (index: number, patch: Partial<T>) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...patch } : row)));
  return (
    <section className={styles.rows} aria-label={title}>
      {rows.length === 0 ? null : <h4>{title}</h4>}
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity, and are only added at the end
        <div key={index} className={renderExtra === undefined ? styles.row : styles.wideRow}>
          <TextField
            label={labels.name(index + 1)}
            isMono
            value={row.name}
            error={props.nameError(index)}
            onChange={(name) => changeAt(index, { name } as Partial<T>)}
          />
          {renderExtra === undefined ? null : (
            <div className={styles.extra}>{renderExtra(row, index, (patch) => changeAt(index, patch))}</div>
          )}
          <TextField
            label={labels.value(index + 1)}
            isMono
            value={row.value}
            error={props.valueError(index)}
            onChange={(value) => changeAt(index, { value } as Partial<T>)}
          />
          <div className={styles.removeRow}>
            <IconButton
              size="small"
              icon={X}
              label={words.removeRow(row.name)}
              onPress={() => onChange(rows.filter((_, at) => at !== index))}
            />
          </div>
        </div>
      ))}
      {props.error === undefined ? null : <p className={styles.error}>{props.error}</p>}
      <div>
        <Button variant="quiet" icon={Plus} onPress={() => onChange([...rows, props.blank])}>
          {props.addLabel}
        </Button>
      </div>
    </section>
  );
}
