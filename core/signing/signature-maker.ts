import { createHash, createHmac, sign, timingSafeEqual, verify } from 'node:crypto';
import type { SignatureAlgorithm, SignatureScheme } from '../model/index.ts';
import type { SigningKey } from './signing-key.ts';

/** Makes and checks the signature text of a scheme. */
export interface SignatureMaker {
  make(key: SigningKey, content: Uint8Array): string;
  /** What the check would have accepted; null where a receiver cannot know it, or where it is the secret itself. */
  expected(key: SigningKey, content: Uint8Array): string | null;
  /**
   * Whether any of the received texts is right. Compares in constant time, and looks at every one. `expected`: what this maker
   * gave as that, where it has been asked already, to save making it twice.
   */
  matches(key: SigningKey, content: Uint8Array, received: readonly string[], expected?: string | null): boolean;
}

const pairDigests: Partial<Record<SignatureAlgorithm, string | null>> = {
  ed25519: null,
  'ecdsa-p256-sha256': 'sha256',
  'rsa-sha1': 'sha1',
  'rsa-sha256': 'sha256',
};

/** A key pair signs with one half and verifies with the other. */
export function isKeyPair(algorithm: SignatureAlgorithm): boolean {
  return Object.hasOwn(pairDigests, algorithm);
}

export function isHmac(algorithm: SignatureAlgorithm): boolean {
  return algorithm.startsWith('hmac-');
}

export function signatureMaker(scheme: Pick<SignatureScheme, 'algorithm' | 'encoding'>): SignatureMaker {
  const { algorithm, encoding } = scheme;
  if (algorithm === 'token') return tokenMaker;
  if (isKeyPair(algorithm)) return pairMaker(pairDigests[algorithm] ?? null, encoding);
  const make = isHmac(algorithm)
    ? hmacOf(algorithm.slice('hmac-'.length), encoding)
    : (_: SigningKey, content: Uint8Array) => createHash('sha256').update(content).digest(encoding);
  return {
    make,
    expected: make,
    matches: (key, content, received, expected) => containsText(received, expected ?? make(key, content)),
  };
}

function hmacOf(hash: string, encoding: SignatureScheme['encoding']): SignatureMaker['make'] {
  return ({ secret }, content) => createHmac(hash, secret).update(content).digest(encoding);
}

/** The secret is what is sent: nothing about the request enters into it. */
const tokenMaker: SignatureMaker = {
  make: ({ secret }) => tokenText(secret),
  expected: () => null,
  matches: ({ secret }, _, received) => containsText(received, tokenText(secret)),
};

function tokenText(secret: SigningKey['secret']): string {
  return Buffer.from(secret instanceof Uint8Array ? secret : secret.export()).toString('utf8');
}

function pairMaker(digest: string | null, encoding: SignatureScheme['encoding']): SignatureMaker {
  return {
    make: ({ secret }, content) => {
      if (secret instanceof Uint8Array) throw new TypeError('a key pair is a KeyObject');
      return sign(digest, content, secret).toString(encoding);
    },
    expected: () => null,
    matches({ secret }, content, received) {
      if (secret instanceof Uint8Array) throw new TypeError('a key pair is a KeyObject');
      let isFound = false;
      for (const text of received) {
        const bytes = Buffer.from(text, encoding);
        // One signature has one spelling: a decoder forgives what a receiver must not.
        if (bytes.length === 0 || bytes.toString(encoding) !== text) continue;
        if (isVerified(digest, content, secret, bytes)) isFound = true;
      }
      return isFound;
    },
  };
}

function isVerified(digest: string | null, content: Uint8Array, key: Parameters<typeof verify>[2], bytes: Uint8Array) {
  try {
    return verify(digest, content, key, bytes);
  } catch {
    // OpenSSL objects to some malformed signatures instead of refusing them: neither is a match.
    return false;
  }
}

/** Compares every candidate, in constant time for candidates of the right length; the length is public. */
export function containsText(candidates: readonly string[], expected: string): boolean {
  const expectedBytes = Buffer.from(expected);
  let isFound = false;
  for (const candidate of candidates) {
    const bytes = Buffer.from(candidate);
    if (bytes.length === expectedBytes.length && timingSafeEqual(bytes, expectedBytes)) isFound = true;
  }
  return isFound;
}
