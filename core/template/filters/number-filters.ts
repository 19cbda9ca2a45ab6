import { plainValue } from '../liquid-values.ts';
import { type FilterTable, type FilterThis, filterTable } from './filter-context.ts';

/**
 * Binary fractions add up to 7.8999999999999995; 15 digits are what a double holds for certain. Taken only where that
 * makes the number clearly shorter: 2.857142857142857 keeps all its digits. Integers stay exact.
 */
export function tidy(number: number): number {
  if (Number.isInteger(number) || !Number.isFinite(number)) return number;
  // Short decimals, the usual case, are told without writing them out.
  if (Math.round(number * 1e6) / 1e6 === number) return number;
  const rounded = Number(number.toPrecision(15));
  return String(rounded).length < String(number).length - 2 ? rounded : number;
}

function toNumber(value: unknown): number {
  return Number(plainValue(value)) || 0;
}

/** Liquid tells 2 from 2.0, which JavaScript's numbers cannot: the literal's own text decides. */
function isInteger(value: unknown, literal: unknown): boolean {
  const plain = plainValue(value);
  if (typeof plain === 'string') return /^\s*[+-]?\d+\s*$/.test(plain);
  return Number.isInteger(plain) && !isFloatLiteral(literal);
}

export function isFloatLiteral(literal: unknown): boolean {
  const hasText = literal instanceof Object && 'getText' in literal;
  return hasText && /^[+-]?\d+\.\d*$/.test(String((literal.getText as () => string).call(literal)));
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
    return by.isInteger && this.isFloatInput !== true && isInteger(value, null) ? Math.floor(quotient) : tidy(quotient);
  },
  modulo(value: unknown, other: unknown) {
    const by = divisor(this, other).number;
    return tidy(((toNumber(value) % by) + by) % by);
  },
  round(value: unknown, digits: unknown) {
    return roundTo(toNumber(value), Math.trunc(toNumber(digits)));
  },
});

/** Half away from zero, decided on the decimal digits: 1.005 to two digits is 1.01, whatever its binary form says. */
function roundTo(number: number, digits: number): number {
  const text = String(Math.abs(number));
  if (text.includes('e') || !Number.isFinite(number)) return number;
  const rounded = Number(`${Math.round(Number(`${text}e${digits}`))}e${-digits}`);
  return Object.is(rounded, 0) ? 0 : Math.sign(number) * rounded;
}
