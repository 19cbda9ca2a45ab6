import { createStore, type StoreApi } from 'zustand/vanilla';

/** `commands`: everything · `places`: only things to go to. */
export type PaletteMode = 'commands' | 'places';
export type PaletteStore = StoreApi<{ mode: PaletteMode | null }>;

export function createPaletteStore(): PaletteStore {
  return createStore<{ mode: PaletteMode | null }>(() => ({ mode: null }));
}
