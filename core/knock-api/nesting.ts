import type { JsonValue } from '../model/index.ts';

/** What a workspace's file, and every walk over the value, can hold. */
export const maxNesting = 100;

export function isNestedTooDeep(value: JsonValue): boolean {
  return isDeeper(value, maxNesting);
}

function isDeeper(value: JsonValue, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
