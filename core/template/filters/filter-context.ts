import type { FilterImplOptions } from 'liquidjs';
import { printValue } from '../liquid-values.ts';
import type { MemoryBudget } from '../template-limits.ts';

/** What a filter finds as `this`. */
export interface FilterThis {
  context: { memoryLimit: MemoryBudget };
  token: { args: readonly unknown[] };
  /** The input is a literal such as `9.0`, which JavaScript's numbers cannot tell from 9. */
  isFloatInput?: boolean;
}

export type FilterTable = Record<string, FilterImplOptions>;

type TypedFilter = (this: FilterThis, value: unknown, ...others: unknown[]) => unknown;

/** Filters with our own idea of `this`, in the shape LiquidJS registers. */
export function filterTable(table: Record<string, TypedFilter>): FilterTable {
  return table as unknown as FilterTable;
}

/** The text of a filter's input, counted against the template's memory. */
export function textOf(filter: FilterThis, value: unknown): string {
  const text = printValue(value);
  filter.context.memoryLimit.use(text.length);
  return text;
}
