import { exactItems } from '../exact-number.ts';
import { plainValue, printValue } from '../liquid-values.ts';
import { type FilterTable, filterTable, textOf } from './filter-context.ts';
import { itemsOf, noProperties, propertyOf } from './list-items.ts';

/** Orders values of one kind; nil comes last. Throws for values that have no order among each other. */
function compare(left: unknown, right: unknown): number {
  const [first, second] = [plainValue(left) ?? null, plainValue(right) ?? null];
  if (first === null || second === null) return first === second ? 0 : first === null ? 1 : -1;
  const isOrdered = typeof first === typeof second && (typeof first === 'number' || typeof first === 'string');
  if (isOrdered) return first === second ? 0 : first < (second as typeof first) ? -1 : 1;
  if (first === second) return 0;
  throw new Error(`${kindOf(first)} and ${kindOf(second)} cannot be put in order.`);
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'string' ? 'a text' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function keyOf(item: unknown, property: unknown): unknown {
  if (plainValue(property) === undefined || plainValue(property) === null) return item;
  const found = propertyOf(item, property);
  return found === noProperties ? null : found;
}

/** Sorting, picking and joining with Shopify's rules where LiquidJS differs. */
export const listOrderFilters: FilterTable = filterTable({
  sort(value: unknown, property: unknown) {
    const keyed = itemsOf(this, value).map((item) => ({ item, key: keyOf(item, property) }));
    return keyed.sort((left, right) => compare(left.key, right.key)).map(({ item }) => item);
  },
  sort_natural(value: unknown, property: unknown) {
    const keyed = itemsOf(this, value).map((item) => {
      const key = plainValue(keyOf(item, property)) ?? null;
      if (key === null) return { item, key: null };
      return { item, key: (typeof key === 'object' ? JSON.stringify(key) : printValue(key)).toLowerCase() };
    });
    return keyed.sort((left, right) => compare(left.key, right.key)).map(({ item }) => item);
  },
  uniq(value: unknown, property: unknown) {
    const seen = new Set<string>();
    return itemsOf(this, value).filter((item) => {
      const key = JSON.stringify(plainValue(keyOf(item, property))) ?? 'null';
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  },
  compact(value: unknown, property: unknown) {
    return itemsOf(this, value).filter((item) => (plainValue(keyOf(item, property)) ?? null) !== null);
  },
  concat(value: unknown, other: unknown) {
    const added = plainValue(other);
    if (!Array.isArray(added)) throw new Error('The argument must be a list.');
    this.context.memoryLimit.use(added.length);
    return [...itemsOf(this, value), ...(added as unknown[])];
  },
  join(value: unknown, ...[separator]: unknown[]) {
    const isGiven = this.token.args.length > 0;
    const glue = isGiven ? textOf(this, separator) : ' ';
    const texts = exactItems(itemsOf(this, value)).map(printValue);
    this.context.memoryLimit.use(texts.reduce((total, text) => total + text.length + glue.length, 0));
    return texts.join(glue);
  },
  first(value: unknown) {
    const plain = plainValue(value);
    if (Array.isArray(plain)) return plain[0];
    // The first pair of an object; a text has no first item.
    return typeof plain === 'object' && plain !== null ? Object.entries(plain)[0] : undefined;
  },
  size(value: unknown) {
    const plain = plainValue(value);
    if (typeof plain === 'string' || Array.isArray(plain)) return plain.length;
    return typeof plain === 'object' && plain !== null ? Object.keys(plain).length : 0;
  },
});
