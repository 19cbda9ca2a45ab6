import { signatures } from '../../strings/signatures.ts';
import type { LabScheme } from './scheme-groups.ts';

/** How keys of the scheme look, in words. */
export function keyFormWords({ facts, scheme }: LabScheme): string {
  if (facts !== null) return signatures.keyForms[facts.keyForm] ?? facts.keyForm;
  const { decoding, stripPrefix } = scheme.key;
  const form = signatures.ownKeyForms[decoding];
  return stripPrefix === null ? form : signatures.afterPrefix(form, stripPrefix);
}
