import { Drop } from 'liquidjs';
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
  if (Array.isArray(value)) return printArray(value);
  return value instanceof Drop ? printValue(plainValue(value)) : '[object Object]';
}

function printArray(items: readonly unknown[]): string {
  let text = '';
  for (const item of items) {
    text += printValue(item);
    if (text.length > outputLimitBytes) {
      throw new TemplateFault('limit-exceeded', 'The output grew past 10 MB, so rendering was stopped.');
    }
  }
  return text;
}

/** What a `for` loop walks over: an array, the pairs of an object, or one text. */
export function enumerate(value: unknown): unknown[] {
  const plain = plainValue(value);
  if (Array.isArray(plain)) return plain;
  if (typeof plain === 'string') return plain === '' ? [] : [plain];
  return typeof plain === 'object' && plain !== null ? Object.entries(plain) : [];
}
