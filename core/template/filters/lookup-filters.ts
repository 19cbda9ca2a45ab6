import { plainValue } from '../liquid-values.ts';
import type { TemplateLookups } from '../template-types.ts';
import type { FilterTable } from './filter-context.ts';

/** Filters that read the environment's data: what they give may differ from recipient to recipient. */
export const lookupFilterNames = ['user', 'object', 'tenant', 'subscriptions'] as const;

/** Knock gives the first 25 (knock.md 4.1). */
const subscriptionLimit = 25;

/** `user`, `object`, `tenant`, `subscriptions`: an id becomes the entity; an unknown id becomes nothing. */
export function lookupFilters(lookups: TemplateLookups | null): FilterTable {
  return {
    user: (id: unknown) => lookups?.user(nameOf(id)) ?? null,
    object: (id: unknown, collection: unknown) => lookups?.object(nameOf(collection), nameOf(id)) ?? null,
    tenant: (id: unknown) => lookups?.tenant(nameOf(id)) ?? null,
    subscriptions: (id: unknown) => lookups?.subscriptions(nameOf(id)).slice(0, subscriptionLimit) ?? [],
  };
}

function nameOf(id: unknown): string {
  return String(plainValue(id) ?? '');
}
