import { rememberSpelling, spellingIn } from '../../model/index.ts';
import { isTruthy, plainValue } from '../liquid-values.ts';
import { type FilterTable, type FilterThis, filterTable } from './filter-context.ts';
import { isSameValue, itemsOf, noProperties, propertyOf } from './list-items.ts';
import { tidy } from './number-filters.ts';

/** Leaves a search at an item that has no properties, such as nil: the filter then gives nothing. */
class Unsearchable extends Error {}

type Search = (items: unknown[], isWanted: (item: unknown) => boolean) => unknown;

/** Searches by a property that has a value, or, without one, that is neither nil nor false; a value of nil counts as none. */
function searching(whenEmpty: unknown, search: Search) {
  return function (this: FilterThis, value: unknown, property: unknown, target: unknown): unknown {
    const items = itemsOf(this, value);
    if (items.length === 0) return whenEmpty;
    const wanted = plainValue(target);
    const isWanted = (item: unknown): boolean => {
      const found = propertyOf(item, property);
      if (found === noProperties) throw new Unsearchable();
      return wanted === null || wanted === undefined ? isTruthy(found) : isSameValue(found, target);
    };
    try {
      return search(items, isWanted);
    } catch (error) {
      if (error instanceof Unsearchable) return null;
      throw error;
    }
  };
}

/** Searches over lists with Shopify's rules (LiquidJS compares nil and texts differently, and does not flatten). */
export const listSearchFilters: FilterTable = filterTable({
  where: searching([], (items, isWanted) => items.filter(isWanted)),
  reject: searching([], (items, isWanted) => items.filter((item) => !isWanted(item))),
  has: searching(false, (items, isWanted) => items.some(isWanted)),
  find: searching(null, (items, isWanted) => items.find(isWanted) ?? null),
  find_index: searching(null, (items, isWanted) => {
    const index = items.findIndex(isWanted);
    return index < 0 ? null : index;
  }),
  map(value: unknown, property: unknown) {
    const items = itemsOf(this, value);
    const found = items.map((item) => {
      const inner = propertyOf(item, property);
      return inner === noProperties ? null : (inner ?? null);
    });
    for (const [index, item] of items.entries()) {
      const isHolder = typeof item === 'object' && item !== null && typeof found[index] === 'number';
      const spelling = isHolder ? spellingIn(item, String(plainValue(property))) : undefined;
      if (spelling !== undefined) rememberSpelling(found, index, spelling);
    }
    return found;
  },
  sum(value: unknown, property: unknown) {
    let total = 0;
    for (const item of itemsOf(this, value)) {
      const found = property === undefined ? item : propertyOf(item, property);
      total += found === noProperties ? 0 : Number(plainValue(found)) || 0;
    }
    return tidy(total);
  },
});
