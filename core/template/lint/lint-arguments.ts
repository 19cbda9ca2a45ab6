import type { Token } from 'liquidjs';
import type { FilterType } from './filter-types.ts';
import type { LintContext } from './lint-context.ts';
import type { LintedValue } from './linted-value.ts';
import type { ValueKind } from './value-shape.ts';

const words: Record<ValueKind, string> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  null: 'nil',
  object: 'an object',
  array: 'a list',
};

/** The filter's input is certainly of a kind the filter cannot use. */
export function lintInput(
  context: LintContext,
  { shape, path }: LintedValue,
  name: string,
  { input }: FilterType,
  token: Token,
): void {
  if (input === null || shape === null || shape.kinds.size === 0) return;
  const kinds = [...shape.kinds];
  if (kinds.some((kind) => input.includes(kind))) return;
  const subject = path === null || path.text === '' ? 'it gets' : `"${path.text}" is`;
  const message = `The filter "${name}" works on ${wordsFor(input)}; ${subject} ${kinds.map((kind) => words[kind]).join(' or ')}.`;
  const end = token.begin + name.length;
  context.report('filter-arguments', 'warning', { begin: token.begin, end }, message, { path: path?.text ?? null });
}

function wordsFor(kinds: readonly ValueKind[]): string {
  const wanted = kinds.filter((kind) => kind !== 'null');
  return wanted.map((kind) => words[kind]).join(wanted.length > 2 ? ', ' : ' or ');
}

/** Arguments that are certainly of the wrong type. */
export function lintArguments(
  context: LintContext,
  name: string,
  { arguments: wanted }: FilterType,
  args: readonly (Token | undefined)[],
  linted: readonly LintedValue[],
): void {
  for (const [index, type] of wanted.entries()) {
    const token = args[index];
    const value = linted[index];
    if (type === null || token === undefined || value === undefined) continue;
    const kinds = value.shape === null ? [] : [...value.shape.kinds];
    if (kinds.length === 0 || isFitting(type, kinds, value.literal)) continue;
    const what = type === 'string' ? 'a text' : type === 'integer' ? 'a whole number' : 'a number';
    const message = `Argument ${index + 1} of "${name}" should be ${what}, not ${token.getText().slice(0, 40)}.`;
    context.report('filter-arguments', 'warning', token, message, { path: value.path?.text ?? null });
  }
}

function isFitting(
  type: 'number' | 'integer' | 'string',
  kinds: readonly ValueKind[],
  literal: string | null,
): boolean {
  if (type === 'string') return kinds.some((kind) => kind === 'string' || kind === 'number' || kind === 'null');
  if (kinds.includes('number')) return literal === null || type === 'number' || /^[+-]?\d+$/.test(literal);
  if (!kinds.includes('string')) return false;
  return literal === null || (literal.trim() !== '' && Number.isFinite(Number(literal)));
}
