import { sourceSpanAt } from '../../../core/contract/index.ts';
import type { MappedField } from './mapped-segments.ts';

/** What stands in place of a secret: the same for all, so that nothing is told of its length. */
export const secretMask = '••••••••';

/** Whether a path leads to one of these secrets: `vars.name`, `vars["name"]`, or something in it. */
export function isSecretPath(path: string | null | undefined, secrets: ReadonlySet<string>): boolean {
  if (secrets.size === 0 || path === null || path === undefined) return false;
  const name = /^vars(?:\.([\w-]+)|\[["']([^"']+)["']\])/.exec(path);
  return name !== null && secrets.has(name[1] ?? name[2] ?? '');
}

/** Whether a request shows secrets at all. */
export function showsSecrets(sourceMap: readonly MappedField[], secrets: ReadonlySet<string>): boolean {
  return sourceMap.some(
    ({ field, spans }) => isShown(field) && spans.names.some((name) => isSecretPath(name, secrets)),
  );
}

/** A text of the request with all that secrets printed into it masked. */
export function withoutSecrets(text: string, sourceMap: readonly MappedField[], secrets: ReadonlySet<string>): string {
  if (!showsSecrets(sourceMap, secrets)) return text;
  const printed = sourceMap.flatMap(({ field, output, spans }) =>
    spans.ends.flatMap((_, index) => {
      const span = isShown(field) ? sourceSpanAt(spans, index) : null;
      return span !== null && isSecretPath(span.path, secrets) ? [output.slice(span.outputBegin, span.outputEnd)] : [];
    }),
  );
  // The longest first: one may be the beginning of another.
  const longestFirst = printed.filter((secret) => secret !== '').sort((left, right) => right.length - left.length);
  return longestFirst.reduce((masked, secret) => masked.replaceAll(secret, secretMask), text);
}

/** Keys are not a part of the request. */
function isShown(field: string): boolean {
  return !field.startsWith('signing.');
}
