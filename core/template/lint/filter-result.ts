import type { FilterResult } from '../template-types.ts';
import { filterType } from './filter-types.ts';

const keepsItems = new Set([
  'where',
  'reject',
  'sort',
  'sort_natural',
  'uniq',
  'compact',
  'reverse',
  'intersect',
  'concat',
]);

/** What a filter gives, for whoever follows a value through several of them; null = it depends on the data. */
export function filterResult(name: string): FilterResult | null {
  if (name === 'default') return 'same';
  if (name === 'split') return 'texts';
  if (name === 'map') return 'values';
  if (keepsItems.has(name)) return 'items';
  const output = filterType(name)?.output ?? null;
  if (output === 'input') return 'same';
  return output === 'null' ? null : output;
}
