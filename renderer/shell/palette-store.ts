import { createStore, type StoreApi } from 'zustand/vanilla';

/** `commands`: everything · `places`: only things to go to. */
export type PaletteMode = 'commands' | 'places';

interface PaletteState {
  /** Null = closed. */
  mode: PaletteMode | null;
  /** How often it was asked for: once more while it is open means that one begins anew. */
  askedCount: number;
}
export type PaletteStore = StoreApi<PaletteState>;

export function createPaletteStore(): PaletteStore {
  return createStore<PaletteState>(() => ({ mode: null, askedCount: 0 }));
}

export function openPalette(store: PaletteStore, mode: PaletteMode): void {
  store.setState(({ askedCount }) => ({ mode, askedCount: askedCount + 1 }));
}
