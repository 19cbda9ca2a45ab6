import { generateKeyPair, type KeyObject, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { KeyRule, SignatureScheme } from '../model/index.ts';
import type { GeneratedKey } from './generate-key.ts';
import { isKeyPair } from './signature-maker.ts';

type KeyedScheme = Pick<SignatureScheme, 'algorithm' | 'key' | 'verifyingKey'>;
interface Pair {
  privateKey: KeyObject;
  publicKey: KeyObject;
}

const makePair = promisify(generateKeyPair) as (kind: string, options: object) => Promise<Pair>;

/** A new key as the scheme's own rule reads it: for schemes whose keys have no vendor's form. */
export async function generateSchemeKey(scheme: KeyedScheme): Promise<GeneratedKey> {
  const { key, verifyingKey = key } = scheme;
  if (!isKeyPair(scheme.algorithm)) return { signingKey: secretText(key), verifyingKey: null };
  const { privateKey, publicKey } = await pairFor(scheme.algorithm);
  return {
    signingKey: halfText(key, privateKey, 'pkcs8'),
    verifyingKey: halfText(verifyingKey, publicKey, 'spki'),
  };
}

function secretText({ stripPrefix, decoding }: KeyRule): string {
  const bytes = randomBytes(32);
  const text =
    decoding === 'hex' ? bytes.toString('hex') : bytes.toString(decoding === 'base64' ? 'base64' : 'base64url');
  return `${stripPrefix ?? ''}${text}`;
}

function pairFor(algorithm: SignatureScheme['algorithm']): Promise<Pair> {
  if (algorithm === 'ed25519') return makePair('ed25519', {});
  if (algorithm === 'ecdsa-p256-sha256') return makePair('ec', { namedCurve: 'P-256' });
  return makePair('rsa', { modulusLength: 2048 });
}

/** PEM where the rule says so, else DER; a prefix stands before what is encoded, never before PEM. */
function halfText({ stripPrefix, decoding }: KeyRule, half: KeyObject, type: 'pkcs8' | 'spki'): string {
  if (decoding === 'pem') return half.export({ format: 'pem', type }).toString();
  const der = half.export({ format: 'der', type });
  return `${stripPrefix ?? ''}${der.toString(decoding === 'hex' ? 'hex' : 'base64')}`;
}
