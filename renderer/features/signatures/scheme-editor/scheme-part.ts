import type { SignatureScheme } from '../../../../core/contract/index.ts';

/** What every section of the form works with. */
export interface SchemePart {
  scheme: SignatureScheme;
  /** `undefined` takes a field away. */
  change(patch: SchemePatch): void;
  /** What is wrong with a field such as `headers.0.value`. */
  problemAt(field: string): string | undefined;
}
export type SchemePatch = { [K in keyof SignatureScheme]?: SignatureScheme[K] | undefined };

/** The scheme with other fields; those that become undefined go. */
export function patchedScheme(scheme: SignatureScheme, patch: SchemePatch): SignatureScheme {
  const entries = Object.entries({ ...scheme, ...patch }).filter(([, value]) => value !== undefined);
  // Required fields are never patched away: their types do not allow undefined where they are changed.
  return Object.fromEntries(entries) as unknown as SignatureScheme;
}

/** The list without what is empty: a list of nothing is no list, and stays out of the file. */
export function listOrNone<T>(list: readonly T[]): T[] | undefined {
  return list.length === 0 ? undefined : [...list];
}
