import { plainValue } from '../liquid-values.ts';
import { type FilterTable, filterTable } from './filter-context.ts';

export const listFilters: FilterTable = filterTable({
  /** Items of the first list that are in the second as well, each once, in the first list's order. */
  intersect(value: unknown, other: unknown) {
    const [left, right] = [listOf(value), listOf(other)];
    this.context.memoryLimit.use(left.length + right.length);
    const wanted = new Set(right.map((item) => JSON.stringify(item)));
    const seen = new Set<string>();
    return left.filter((item) => {
      const key = JSON.stringify(item);
      if (!wanted.has(key) || seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  },
});

function listOf(value: unknown): unknown[] {
  const plain = plainValue(value);
  if (plain === null || plain === undefined) return [];
  return Array.isArray(plain) ? plain : [plain];
}
