import type { LanguageItem } from '../template-types.ts';
import { knockFilterItems } from './knock-filter-items.ts';
import { standardFilterItems } from './standard-filter-items.ts';

/** Every filter a template may use, by name. */
export const filterCatalogue: readonly LanguageItem[] = [...knockFilterItems, ...standardFilterItems].sort(
  (left, right) => (left.name < right.name ? -1 : 1),
);

export interface Arity {
  minimum: number;
  maximum: number;
  signature: string;
}

const arities = new Map(filterCatalogue.map((entry) => [entry.name, readArity(entry.signature)]));

/** How many arguments a filter takes, read from its signature: a name with `?` may be left out. */
export function arityOf(name: string): Arity | null {
  return arities.get(name) ?? null;
}

function readArity(signature: string): Arity {
  const list = signature.split(': ')[1];
  const names = list === undefined ? [] : list.split(', ');
  return { minimum: names.filter((name) => !name.endsWith('?')).length, maximum: names.length, signature };
}
