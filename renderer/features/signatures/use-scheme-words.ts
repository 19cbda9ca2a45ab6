import type { SchemeCheck, SchemeChoice } from '../../../core/contract/index.ts';
import { useSchemeCheck } from './scheme-editor/use-scheme-check.ts';
import type { LabScheme } from './scheme-groups.ts';

/** The scheme in words, and what is known of its verifiers: from the catalogue, or for one's own from the engine. */
export function useSchemeWords(
  { facts }: Pick<LabScheme, 'facts'>,
  choice: SchemeChoice,
): { words: string | null; warnings: SchemeCheck['warnings'] } {
  const { check } = useSchemeCheck(facts === null ? choice : null);
  return { words: facts?.words ?? check?.words ?? null, warnings: facts?.warnings ?? check?.warnings ?? [] };
}
