import type { KeyValue } from '../../core/contract/index.ts';

/** Rows as lines of `name: value`. */
export function writeKeyValueText(rows: readonly KeyValue[]): string {
  return rows.map((row) => `${row.key}: ${row.value}`).join('\n');
}

/** Reads lines of `name: value` (or `name=value`); a line without either is a name with no value. */
export function readKeyValueText(text: string): KeyValue[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const found = /^([^:=]*)[:=](.*)$/.exec(line);
      return found === null
        ? { key: line.trim(), value: '' }
        : { key: (found[1] ?? '').trim(), value: (found[2] ?? '').trim() };
    });
}
