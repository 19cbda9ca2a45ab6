import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { SignatureScheme } from '../model/index.ts';
import type { KeyForm } from './presets/preset.ts';
import { isKeyPair } from './signature-maker.ts';

export interface GeneratedKey {
  /** Text of the secret, or of the private key. */
  signingKey: string;
  /** Text of the public key, which receivers get; null for shared secrets. */
  verifyingKey: string | null;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const pkcs8Seed = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * A new key in the form the vendor gives keys out in, always of 32 random bytes or more. `random` is for tests; P-256
 * and RSA keys come from OpenSSL, which has randomness of its own.
 */
export function generateKey(form: KeyForm, random: (size: number) => Uint8Array = randomBytes): GeneratedKey {
  const bytes = () => Buffer.from(random(32));
  switch (form) {
    case 'text':
      return secret(bytes().toString('base64url'));
    case 'whsec':
      return secret(`whsec_${bytes().toString('base64')}`);
    case 'supabase':
      return secret(`v1,whsec_${bytes().toString('base64')}`);
    case 'whsec-text':
      return secret(`whsec_${letterText(random, 43)}`);
    case 'hex':
      return secret(bytes().toString('hex').toUpperCase());
    case 'ed25519-standard': {
      const pair = ed25519Pair(bytes());
      return {
        signingKey: `whsk_${pair.private.toString('base64')}`,
        verifyingKey: `whpk_${pair.public.toString('base64')}`,
      };
    }
    case 'ed25519-hex': {
      const pair = ed25519Pair(bytes());
      return { signingKey: pair.private.toString('hex'), verifyingKey: pair.public.toString('hex') };
    }
    case 'p256-spki': {
      const { privateKey, publicKey } = generateKeyPairSync('ec', {
        namedCurve: 'P-256',
        privateKeyEncoding: { format: 'der', type: 'pkcs8' },
        publicKeyEncoding: { format: 'der', type: 'spki' },
      });
      return { signingKey: privateKey.toString('base64'), verifyingKey: publicKey.toString('base64') };
    }
    case 'rsa-pem': {
      const { privateKey, publicKey } = generateKeyPairSync('rsa', {
        modulusLength: 2048,
        privateKeyEncoding: { format: 'pem', type: 'pkcs8' },
        publicKeyEncoding: { format: 'pem', type: 'spki' },
      });
      return { signingKey: privateKey, verifyingKey: publicKey };
    }
  }
}

/** The form that fits a scheme of one's own. Null when no form does, such as ECDSA with keys in PEM. */
export function keyFormOf({ algorithm, key }: Pick<SignatureScheme, 'algorithm' | 'key'>): KeyForm | null {
  if (!isKeyPair(algorithm)) {
    if (key.decoding === 'hex') return 'hex';
    if (key.decoding === 'base64') return key.stripPrefix === 'v1,whsec_' ? 'supabase' : 'whsec';
    return 'text';
  }
  if (algorithm === 'ed25519') return key.decoding === 'hex' ? 'ed25519-hex' : 'ed25519-standard';
  if (algorithm === 'ecdsa-p256-sha256') return key.decoding === 'base64' ? 'p256-spki' : null;
  return 'rsa-pem';
}

function secret(text: string): GeneratedKey {
  return { signingKey: text, verifyingKey: null };
}

/** Bytes that would favour some letters are passed over. */
function letterText(random: (size: number) => Uint8Array, length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of random(length)) {
      if (byte < 248 && text.length < length) text += letters[byte % letters.length] ?? '';
    }
  }
  return text;
}

/** The private half as Standard Webhooks writes it: seed, then public key. */
function ed25519Pair(seed: Buffer): { private: Buffer; public: Buffer } {
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Seed, seed]), format: 'der', type: 'pkcs8' });
  const own = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
  return { private: Buffer.concat([seed, own]), public: own };
}
