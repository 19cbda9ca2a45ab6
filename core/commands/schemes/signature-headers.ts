import type { AttemptRecord, SignatureScheme } from '../../model/index.ts';
import { carriedNames } from '../../signing/index.ts';

/**
 * Headers of a logged request that belong to its signature, in lower case: those of the schemes that signed it and of
 * those that would sign it now. Where a scheme is not known any more, the headers in which its signature stands.
 */
export function signatureHeaders(
  { request, signature }: AttemptRecord,
  current: readonly SignatureScheme[],
  known: Readonly<Record<string, SignatureScheme>>,
): Set<string> {
  const schemes = [...current];
  const names = new Set<string>();
  if (signature !== null) {
    const signedBy = new Set([signature.schemeName, ...(signature.keys ?? []).map(({ schemeName }) => schemeName)]);
    const found = [...current, ...Object.values(known)].filter(({ name }) => signedBy.has(name));
    schemes.push(...found);
    if (found.length === 0 && signature.signature !== '') {
      for (const [name, value] of request.headers) {
        if (value.includes(signature.signature)) names.add(name.toLowerCase());
      }
    }
  }
  for (const scheme of schemes) {
    for (const name of carriedNames(scheme).headers) names.add(name.toLowerCase());
  }
  return names;
}
