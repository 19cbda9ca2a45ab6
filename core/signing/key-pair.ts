import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { KeyRule, SignatureAlgorithm, SignatureScheme } from '../model/index.ts';
import { decodeKey, dropOldest, keyFingerprint, SigningError, type SigningKey } from './signing-key.ts';

/** Both halves of a pair have the fingerprint of the public one, so that the two sides can be compared. */
const pairs = new Map<string, SigningKey>();
const pairLimit = 256;

const ed25519Prefix = {
  private: Buffer.from('302e020100300506032b657004220420', 'hex'),
  public: Buffer.from('302a300506032b6570032100', 'hex'),
};

type PairScheme = Pick<SignatureScheme, 'algorithm' | 'key' | 'verifyingKey'>;

/** The private key that signs. Throws `SigningError` with `key-empty` or `key-malformed`. */
export function privateKeyOf({ algorithm, key }: PairScheme, text: string): SigningKey {
  return remembered(`private|${algorithm}|${key.decoding}|${key.stripPrefix ?? ''}|${text}`, () =>
    parsePrivate(key, algorithm, text),
  );
}

/**
 * The public key that verifies. A private key is taken too, for it holds the public one. Throws `SigningError` with
 * `key-empty` or `key-malformed`.
 */
export function publicKeyOf(scheme: PairScheme, text: string): SigningKey {
  const { algorithm, key, verifyingKey = key } = scheme;
  const name = `public|${algorithm}|${verifyingKey.decoding}|${verifyingKey.stripPrefix ?? ''}|${key.stripPrefix ?? ''}`;
  return remembered(`${name}|${text}`, () => {
    try {
      return parsePublic(verifyingKey, algorithm, text);
    } catch (error) {
      const pair = privateOrNull(key, algorithm, text);
      if (pair === null) throw error;
      return createPublicKey(pair);
    }
  });
}

function remembered(name: string, make: () => KeyObject): SigningKey {
  const known = pairs.get(name);
  if (known !== undefined) return known;
  const secret = make();
  const half = secret.type === 'private' ? createPublicKey(secret) : secret;
  const made = { secret, fingerprint: keyFingerprint(half.export({ format: 'der', type: 'spki' })) };
  dropOldest(pairs, pairLimit);
  pairs.set(name, made);
  return made;
}

function privateOrNull(rule: KeyRule, algorithm: SignatureAlgorithm, text: string): KeyObject | null {
  try {
    return parsePrivate(rule, algorithm, text);
  } catch (error) {
    if (error instanceof SigningError) return null;
    throw error;
  }
}

function parsePrivate(rule: KeyRule, algorithm: SignatureAlgorithm, text: string): KeyObject {
  if (isPem(rule, text)) return fitting(algorithm, 'private', () => createPrivateKey(withLineBreaks(text)));
  const bytes = Buffer.from(decodeKey(rule, text));
  if (algorithm === 'ed25519' && (bytes.length === 32 || bytes.length === 64)) return rawPair(bytes);
  const container = algorithm === 'ecdsa-p256-sha256' ? 'sec1' : 'pkcs1';
  return fitting(algorithm, 'private', () => {
    try {
      return createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' });
    } catch {
      // The older container of the same key; when this fails too its error is the one that counts.
      return createPrivateKey({ key: bytes, format: 'der', type: container });
    }
  });
}

function parsePublic(rule: KeyRule, algorithm: SignatureAlgorithm, text: string): KeyObject {
  if (isPem(rule, text)) return fitting(algorithm, 'public', () => createPublicKey(withLineBreaks(text)));
  const bytes = Buffer.from(decodeKey(rule, text));
  const isRaw = algorithm === 'ed25519' && bytes.length === 32;
  const der = isRaw ? Buffer.concat([ed25519Prefix.public, bytes]) : bytes;
  return fitting(algorithm, 'public', () => createPublicKey({ key: der, format: 'der', type: 'spki' }));
}

/** PEM says what it is, so it is taken whatever the rule expects. */
function isPem(rule: KeyRule, text: string): boolean {
  if (text.trim() === '') throw new SigningError('key-empty', 'The signing key is empty.');
  if (text.includes('-----BEGIN ')) return true;
  if (rule.decoding !== 'pem') return false;
  throw new SigningError('key-malformed', 'The signing key is not PEM: it has no "-----BEGIN" line.');
}

/** PEM as OpenSSL reads it: a field of one line drops its line breaks, and an environment variable often holds them as `\n`. */
function withLineBreaks(text: string): string {
  const [, begin, body, end] = /(-----BEGIN [^-]+-----)([^-]+)(-----END [^-]+-----)/.exec(text) ?? [];
  // Lines with a colon tell how it is encrypted; they have to stay lines.
  if (begin === undefined || body === undefined || body.includes(':')) return text.trim();
  const base64 = body.replace(/\\[nr]|\s/g, '');
  return [begin, ...(base64.match(/.{1,64}/g) ?? []), end, ''].join('\n');
}

/** Seed alone, or seed and public key, as Standard Webhooks writes it. */
function rawPair(bytes: Buffer): KeyObject {
  const der = Buffer.concat([ed25519Prefix.private, bytes.subarray(0, 32)]);
  const key = fitting('ed25519', 'private', () => createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  const own = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(ed25519Prefix.public.length);
  if (bytes.length === 64 && !own.equals(bytes.subarray(32))) {
    throw new SigningError('key-malformed', 'The two halves of the signing key do not belong together.');
  }
  return key;
}

const algorithmKeys: Partial<Record<SignatureAlgorithm, { type: string; words: string }>> = {
  ed25519: { type: 'ed25519', words: 'an Ed25519 key' },
  'ecdsa-p256-sha256': { type: 'ec', words: 'a key on the curve P-256' },
  'rsa-sha1': { type: 'rsa', words: 'an RSA key' },
  'rsa-sha256': { type: 'rsa', words: 'an RSA key' },
};

function fitting(algorithm: SignatureAlgorithm, half: 'private' | 'public', make: () => KeyObject): KeyObject {
  const due = algorithmKeys[algorithm];
  const words = `${due?.words ?? 'a key'} (${half})`;
  let key: KeyObject;
  try {
    key = make();
  } catch {
    // OpenSSL's words name its own routines; they could also repeat parts of the key.
    throw new SigningError('key-malformed', `The signing key cannot be read as ${words}.`);
  }
  const curve = key.asymmetricKeyDetails?.namedCurve;
  if (key.asymmetricKeyType !== due?.type || (due?.type === 'ec' && curve !== 'prime256v1')) {
    throw new SigningError(
      'key-malformed',
      `The signing key is of the kind ${curve ?? key.asymmetricKeyType ?? 'unknown'}; the scheme needs ${words}.`,
    );
  }
  return key;
}
