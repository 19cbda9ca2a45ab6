import { plainValue } from '../liquid-values.ts';
import type { MemoryBudget } from '../template-limits.ts';
import { type FilterTable, filterTable, textOf } from './filter-context.ts';

export const jsonFilters: FilterTable = filterTable({
  /** Compact JSON in the value's own key order; an absent value is `null`, so that the body stays JSON. */
  json(value: unknown, space?: unknown) {
    const plain = plainValue(value) ?? null;
    if (typeof plain === 'string' || typeof plain === 'object') charge(this.context.memoryLimit, plain);
    const indent = Math.min(Number(space ?? 0) || 0, 10);
    return indent > 0 ? JSON.stringify(plain, null, indent) : JSON.stringify(plain);
  },
  from_json(value: unknown) {
    if (value === null || value === undefined) return null;
    const text = textOf(this, value);
    try {
      return JSON.parse(text) as unknown;
    } catch {
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
