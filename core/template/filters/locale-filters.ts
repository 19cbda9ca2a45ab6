import { plainValue } from '../liquid-values.ts';
import type { FilterTable } from './filter-context.ts';
import { checkLocale } from './locale-time.ts';

/** Numbers and money in a locale's own form (knock.md 4.1); a value that is no number passes through unchanged. */
export const localeFilters: FilterTable = {
  format_number: (value: unknown, locale: unknown) =>
    withNumber(value, (number) => numberFormat(locale, {}).format(number)),
  currency: (value: unknown, code: unknown, locale: unknown) =>
    withNumber(value, (number) => numberFormat(locale, money(code, 2)).format(number)),
  rounded_currency: (value: unknown, code: unknown, locale: unknown) =>
    withNumber(value, (number) => numberFormat(locale, money(code, 0)).format(number)),
};

function withNumber(value: unknown, write: (number: number) => string): unknown {
  const plain = plainValue(value);
  const isNumeric = typeof plain === 'number' || (typeof plain === 'string' && plain.trim() !== '');
  const number = Number(plain);
  return isNumeric && Number.isFinite(number) ? write(number) : plain;
}

function money(code: unknown, digits: number): Intl.NumberFormatOptions {
  const currency = String(plainValue(code) ?? 'USD').toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) throw new Error(`"${currency}" is not a currency code such as EUR.`);
  return { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits };
}

const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: unknown, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const name = checkLocale(String(plainValue(locale) ?? 'en'));
  const key = JSON.stringify([name, options]);
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(name, options);
  if (formats.size >= 200) formats.clear();
  formats.set(key, made);
  return made;
}
