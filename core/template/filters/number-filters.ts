import { plainValue } from '../liquid-values.ts';
import { type FilterTable, type FilterThis, filterTable } from './filter-context.ts';

/** Binary fractions add up to 7.8999999999999995; 15 digits are what a double holds for certain. Integers stay exact. */
function tidy(number: number): number {
  return Number.isInteger(number) || !Number.isFinite(number) ? number : Number(number.toPrecision(15));
}

function toNumber(value: unknown): number {
  return Number(plainValue(value)) || 0;
}

/** Liquid tells 2 from 2.0, which JavaScript's numbers cannot: the literal's own text decides. */
function isInteger(value: unknown, literal: unknown): boolean {
  const plain = plainValue(value);
  if (typeof plain === 'string') return /^\s*[+-]?\d+\s*$/.test(plain);
  const text =
    literal instanceof Object && 'getText' in literal ? String((literal.getText as () => string).call(literal)) : '';
  return Number.isInteger(plain) && !/^[+-]?\d+\.\d*$/.test(text);
}

function divisor(filter: FilterThis, value: unknown): { number: number; isInteger: boolean } {
  const number = toNumber(value);
  if (number === 0) throw new Error('Division by zero.');
  return { number, isInteger: isInteger(value, filter.token.args[0]) };
}

/** Arithmetic with Shopify's rules where LiquidJS differs: whole division of whole numbers, no Infinity, no NaN. */
export const numberFilters: FilterTable = filterTable({
  plus: (value: unknown, other: unknown) => tidy(toNumber(value) + toNumber(other)),
  minus: (value: unknown, other: unknown) => tidy(toNumber(value) - toNumber(other)),
  times: (value: unknown, other: unknown) => tidy(toNumber(value) * toNumber(other)),
  divided_by(value: unknown, other: unknown) {
    const by = divisor(this, other);
    const quotient = toNumber(value) / by.number;
    return by.isInteger && isInteger(value, null) ? Math.floor(quotient) : tidy(quotient);
  },
  modulo(value: unknown, other: unknown) {
    const by = divisor(this, other).number;
    return tidy(((toNumber(value) % by) + by) % by);
  },
});
