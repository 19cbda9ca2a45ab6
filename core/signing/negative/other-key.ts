import { createHash } from 'node:crypto';
import type { SignatureScheme } from '../../model/index.ts';
import { generateKey, keyFormOf } from '../generate-key.ts';
import { isKeyPair } from '../signature-maker.ts';

/**
 * A key of the same form that is not the given one. Of a shared secret it follows from it, so that a suite is the same
 * each time. Null when a pair of that form cannot be made.
 */
export function otherKey(scheme: SignatureScheme, key: string): string | null {
  if (isKeyPair(scheme.algorithm)) {
    const form = keyFormOf(scheme);
    return form === null ? null : generateKey(form).signingKey;
  }
  const { decoding, stripPrefix } = scheme.key;
  const bytes = createHash('sha256').update('not ').update(key).digest();
  const prefix = stripPrefix !== null && key.startsWith(stripPrefix) ? stripPrefix : '';
  if (decoding === 'hex') return prefix + bytes.toString('hex').toUpperCase();
  return prefix + bytes.toString(decoding === 'base64' ? 'base64' : 'base64url');
}
