import type { Migration } from './migration.ts';

/** In order, without gaps, ending at `currentSchemaVersion`. Version 1 is the first layout: nothing leads to it. */
export const migrations: readonly Migration[] = [];
