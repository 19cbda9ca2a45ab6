import { DuplicateNameError, type JsonValue, readExactJson, writeExactJson } from '../../model/index.ts';
import { ExactNumber } from '../exact-number.ts';
import { plainValue } from '../liquid-values.ts';
import type { MemoryBudget } from '../template-limits.ts';
import { type FilterTable, filterTable, textOf } from './filter-context.ts';

export const jsonFilters: FilterTable = filterTable({
  /** Compact JSON in the value's own key order; an absent value is `null`, so that the body stays JSON. */
  json(value: unknown, space?: unknown) {
    if (value instanceof ExactNumber) return value.toString();
    const plain = plainValue(value) ?? null;
    if (typeof plain === 'string' || typeof plain === 'object') charge(this.context.memoryLimit, plain);
    const indent = Math.min(Number(space ?? 0) || 0, 10);
    // Whatever a template can hold is JSON by now, or becomes it as `JSON.stringify` has it.
    return writeExactJson(plain as JsonValue, indent);
  },
  from_json(value: unknown) {
    if (value === null || value === undefined) return null;
    const text = textOf(this, value);
    try {
      return readExactJson(text);
    } catch (error) {
      // Of a name that is there twice the last one counts, as everywhere.
      if (error instanceof DuplicateNameError) return JSON.parse(text) as unknown;
      const start = text.length > 40 ? `${text.slice(0, 40)}…` : text;
      throw new Error(`This text is not JSON: ${start}`);
    }
  },
});

/** Counts before writing: lists that share their items would otherwise grow without a bound. */
function charge(memory: MemoryBudget, value: unknown): void {
  if (typeof value === 'string') {
    memory.use(value.length);
  } else if (typeof value === 'object' && value !== null) {
    memory.use(2);
    for (const item of Object.values(value)) charge(memory, item);
  }
}
