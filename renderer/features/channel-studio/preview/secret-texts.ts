import { isMaskable, sourceSpanAt } from '../../../../core/contract/index.ts';
import type { MappedField } from './mapped-segments.ts';

/** Whether a path leads to one of these secrets: `vars.name`, `vars["name"]`, or something in it. */
export function isSecretPath(path: string | null | undefined, secrets: ReadonlySet<string>): boolean {
  if (secrets.size === 0 || path === null || path === undefined) return false;
  const name = /^vars(?:\.([\w-]+)|\[["']([^"']+)["']\])/.exec(path);
  return name !== null && secrets.has(name[1] ?? name[2] ?? '');
}

/**
 * What secrets printed into a request, in whatever form their filters gave them. A size or a first letter is masked nowhere: it
 * would be masked wherever it stands by chance.
 */
export function printedSecrets(sourceMap: readonly MappedField[], secrets: ReadonlySet<string>): string[] {
  return sourceMap.flatMap(({ field, output, spans }) => {
    // Keys are not a part of the request.
    if (field.startsWith('signing.') || !spans.names.some((name) => isSecretPath(name, secrets))) return [];
    return spans.ends.flatMap((_, index) => {
      const span = sourceSpanAt(spans, index);
      if (span === null || !isSecretPath(span.path, secrets)) return [];
      return [output.slice(span.outputBegin, span.outputEnd)].filter(isMaskable);
    });
  });
}
