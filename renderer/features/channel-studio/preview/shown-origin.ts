import { createStore } from 'zustand/vanilla';

/** Where the value that is pointed at in a preview comes from, in words; null = none is. */
export const shownOrigin = createStore<{ templateKey: string; words: string } | null>(() => null);
