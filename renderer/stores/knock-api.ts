import { createStore, type StoreApi } from 'zustand/vanilla';
import type { KnockApiState } from '../../core/contract/index.ts';

export type KnockApiStore = StoreApi<KnockApiState>;

export function createKnockApiStore(): KnockApiStore {
  return createStore<KnockApiState>(() => ({ baseUrl: null, settings: null }));
}

/** Null = it is off. */
export function selectApiPort({ baseUrl }: KnockApiState): string | null {
  return baseUrl === null ? null : new URL(baseUrl).port;
}
