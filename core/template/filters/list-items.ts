import { keepSpellings } from '../../model/index.ts';
import { plainValue } from '../liquid-values.ts';
import type { FilterThis } from './filter-context.ts';

/** The items a list filter works on, as Shopify's Liquid gathers them: nested lists flattened, one value as a list of one. */
export function itemsOf(filter: FilterThis, value: unknown): unknown[] {
  const plain = plainValue(value);
  if (plain === null || plain === undefined) return [];
  const items = Array.isArray(plain) ? flatten(plain) : [plain];
  filter.context.memoryLimit.use(items.length);
  return items;
}

function flatten(list: readonly unknown[]): unknown[] {
  const items = list.flat(100);
  return list.some(Array.isArray) ? items : keepSpellings(list, items);
}

/** Marks an item that has no properties at all; searches give nothing when they meet one. */
export const noProperties: unique symbol = Symbol('no properties');

/**
 * One property of an item. A text has its parts as properties; nil, true and false have none; a number cannot be asked.
 * A name such as `a.b` also reaches into objects when no property is called that.
 */
export function propertyOf(item: unknown, property: unknown): unknown {
  const name = plainValue(property);
  if (item === null || item === undefined || typeof item === 'boolean') return noProperties;
  if (typeof item === 'string') {
    if (typeof name === 'number') return [...item][name];
    return name === null || name === undefined ? noProperties : item.includes(String(name)) ? String(name) : undefined;
  }
  if (typeof item === 'number') {
    if (typeof name === 'number') return Math.floor(item / 2 ** name) % 2;
    throw new Error(`A number has no property "${String(name ?? '')}".`);
  }
  if (name === null || name === undefined) return undefined;
  return ownProperty(item as Record<string, unknown>, String(name));
}

function ownProperty(item: Record<string, unknown>, name: string): unknown {
  if (Object.hasOwn(item, name)) return item[name];
  const dot = name.indexOf('.');
  if (dot < 0) return undefined;
  const inner = Object.hasOwn(item, name.slice(0, dot)) ? item[name.slice(0, dot)] : undefined;
  return typeof inner === 'object' && inner !== null
    ? ownProperty(inner as Record<string, unknown>, name.slice(dot + 1))
    : undefined;
}

export function isSameValue(left: unknown, right: unknown): boolean {
  const [first, second] = [plainValue(left) ?? null, plainValue(right) ?? null];
  if (first === second) return true;
  if (typeof first !== 'object' || typeof second !== 'object' || first === null || second === null) return false;
  return JSON.stringify(first) === JSON.stringify(second);
}
