import { type KeyValue, variableNameSchema } from '../../../core/contract/index.ts';
import { settings as words } from '../../strings/settings.ts';

/** The message for each row that cannot be kept as it is; undefined = it can. */
export function variableProblems(rows: readonly KeyValue[]): (string | undefined)[] {
  return rows.map((row, index) => {
    if (row.key === '') return row.value === '' ? undefined : words.variableNameBad;
    if (!variableNameSchema.safeParse(row.key).success) return words.variableNameBad;
    return rows.findIndex((other) => other.key === row.key) < index ? words.variableTwice : undefined;
  });
}

/** The rows that can be kept, as the document holds them. */
export function variablesOf(rows: readonly KeyValue[]): Record<string, string> {
  const problems = variableProblems(rows);
  const kept = rows.filter((row, index) => row.key !== '' && problems[index] === undefined);
  return Object.fromEntries(kept.map((row) => [row.key, row.value]));
}

export function rowsOf(variables: Readonly<Record<string, string>>): KeyValue[] {
  return Object.entries(variables).map(([key, value]) => ({ key, value }));
}

/** Equal whatever the order: the file sorts its keys. */
export function isSameVariables(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && a[name] === b[name]);
}
