import type { TemplateDiagnostic } from '../../../../core/contract/index.ts';

/**
 * Findings of several passes as one list, text by text and in the order of each. What two passes say of one place under one
 * code counts once: the one with fixes is kept, with the samples of both.
 */
export function mergeFindings(lists: readonly (readonly TemplateDiagnostic[])[]): TemplateDiagnostic[] {
  const found = new Map<string, TemplateDiagnostic>();
  for (const diagnostic of lists.flat()) {
    const id = `${diagnostic.code} ${diagnostic.field} ${diagnostic.line}:${diagnostic.column}`;
    const known = found.get(id);
    found.set(id, known === undefined ? diagnostic : joined(known, diagnostic));
  }
  return [...found.values()].sort((a, b) => compareFields(a.field, b.field) || a.line - b.line || a.column - b.column);
}

function compareFields(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function joined(first: TemplateDiagnostic, second: TemplateDiagnostic): TemplateDiagnostic {
  const [base, other] = (first.fixes?.length ?? 0) >= (second.fixes?.length ?? 0) ? [first, second] : [second, first];
  const samples = [...new Set([...(base.samples ?? []), ...(other.samples ?? [])])];
  return samples.length === 0 ? base : { ...base, samples };
}
