import { plainValue } from '../liquid-values.ts';
import { type FilterTable, type FilterThis, filterTable, textOf } from './filter-context.ts';

function wholeNumber(value: unknown, what: string): number {
  const plain = plainValue(value);
  if (typeof plain === 'number' && Number.isInteger(plain)) return plain;
  if (typeof plain === 'string' && /^\s*[+-]?\d+\s*$/.test(plain)) return Number(plain);
  throw new Error(`The ${what} must be a whole number.`);
}

/** An argument that is written but nil differs from one that is left out. */
function argument(filter: FilterThis, given: readonly unknown[], index: number, otherwise: unknown): unknown {
  return filter.token.args.length > index ? given[index] : otherwise;
}

/** Cutting texts with Shopify's rules; in whole characters, so that no half of an emoji is left. */
export const textCuttingFilters: FilterTable = filterTable({
  slice(value: unknown, ...given: unknown[]) {
    const plain = plainValue(value);
    const isList = Array.isArray(plain);
    const parts: unknown[] = isList ? plain : [...textOf(this, plain)];
    this.context.memoryLimit.use(parts.length);
    const start = wholeNumber(given[0], 'start');
    const length = (plainValue(given[1]) ?? null) === null ? 1 : wholeNumber(given[1], 'length');
    const from = start < 0 ? parts.length + start : start;
    const cut = from < 0 || length < 0 ? [] : parts.slice(from, from + length);
    return isList ? cut : cut.join('');
  },
  split(value: unknown, separator: unknown) {
    const text = textOf(this, value);
    const by = textOf(this, separator);
    const parts = by === ' ' ? text.trim().split(/\s+/) : by === '' ? [...text] : text.split(by);
    this.context.memoryLimit.use(parts.length);
    while (parts.length > 0 && parts.at(-1) === '') parts.pop();
    return parts;
  },
  truncate(value: unknown, ...given: unknown[]) {
    if (plainValue(value) === undefined || plainValue(value) === null) return null;
    const characters = [...textOf(this, value)];
    const length = wholeNumber(argument(this, given, 0, 50), 'length');
    const ending = textOf(this, argument(this, given, 1, '...'));
    if (characters.length <= length) return characters.join('');
    return characters.slice(0, Math.max(0, length - [...ending].length)).join('') + ending;
  },
  truncatewords(value: unknown, ...given: unknown[]) {
    if (plainValue(value) === undefined || plainValue(value) === null) return null;
    const text = textOf(this, value);
    const count = Math.max(1, wholeNumber(argument(this, given, 0, 15), 'number of words'));
    const ending = textOf(this, argument(this, given, 1, '...'));
    const words = text.trim().split(/\s+/);
    return words.length <= count ? text : words.slice(0, count).join(' ') + ending;
  },
});
