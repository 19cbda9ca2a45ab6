import { Drop } from 'liquidjs';
import { hasSpellings } from '../model/index.ts';
import { ExactNumber, exactItems, exactNumberIn } from './exact-number.ts';
import { TemplateFault } from './template-fault.ts';
import { outputLimitBytes } from './template-limits.ts';

/** LiquidJS wraps `nil`, `empty` and `blank` in objects; this gives the plain value. */
export function plainValue(value: unknown): unknown {
  return value instanceof Drop ? (value.valueOf() as unknown) : value;
}

export function isTruthy(value: unknown): boolean {
  const plain = plainValue(value);
  return plain !== false && plain !== undefined && plain !== null;
}

export function isPrimitive(value: unknown): boolean {
  return value === null || (typeof value !== 'object' && typeof value !== 'function');
}

/** Text of a value as an output tag prints it; stops when an array's text would pass the output limit. */
export function printValue(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof ExactNumber) return value.toString();
  if (Array.isArray(value)) return printArray(value);
  return value instanceof Drop ? printValue(plainValue(value)) : '[object Object]';
}

function printArray(items: readonly unknown[]): string {
  let text = '';
  for (const [index, item] of items.entries()) {
    text += typeof item === 'number' ? printValue(exactNumberIn(items, index, item)) : printValue(item);
    if (text.length > outputLimitBytes) {
      throw new TemplateFault('limit-exceeded', 'The output grew past 10 MB, so rendering was stopped.');
    }
  }
  return text;
}

/** What a `for` loop walks over: an array, the pairs of an object, or one text. */
export function enumerate(value: unknown): unknown[] {
  const plain = plainValue(value);
  if (Array.isArray(plain)) return hasSpellings(plain) ? exactItems(plain) : plain;
  if (typeof plain === 'string') return plain === '' ? [] : [plain];
  return typeof plain === 'object' && plain !== null ? Object.entries(plain) : [];
}
