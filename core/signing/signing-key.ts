import { createSecretKey, hash, type KeyObject } from 'node:crypto';
import { type KeyRule, RecentMap } from '../model/index.ts';

/** Why nothing was signed. The message never holds the key or a part of it. */
export class SigningError extends Error {
  override readonly name = 'SigningError';
  readonly code: 'key-empty' | 'key-malformed' | 'scheme-invalid' | 'malformed-body' | 'missing-url';

  constructor(code: SigningError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

export interface SigningKey {
  /** What HMAC takes: the bytes for a key's first use, a KeyObject from the second on. */
  secret: Uint8Array | KeyObject;
  fingerprint: string;
}

export type { KeyRule };

/** Turns the text of a secret into a key, once per text. */
export type KeyRing = (text: string) => SigningKey;

/** Keys kept per rule at most. One holds a few hundred bytes. */
const ringSize = 4096;
const ringLimit = 64;
const rings = new Map<string, KeyRing>();

/**
 * The ring of a rule; schemes with the same rule share it. On newer Nodes a ready KeyObject makes an HMAC several times
 * cheaper than key bytes do, but making one costs more than that HMAC: it is worth it for a key that is used again, and
 * a fan-out uses a key for each recipient. Throws `SigningError` for a text that gives no key.
 */
export function keyRing(rule: KeyRule): KeyRing {
  const name = `${rule.decoding}:${rule.stripPrefix ?? ''}`;
  const known = rings.get(name);
  if (known !== undefined) return known;
  const ring = createKeyRing(rule);
  dropOldest(rings, ringLimit);
  rings.set(name, ring);
  return ring;
}

function createKeyRing(rule: KeyRule): KeyRing {
  const keys = new RecentMap<SigningKey>(ringSize);
  return (text) => {
    const known = keys.get(text);
    if (known !== undefined) {
      if (known.secret instanceof Uint8Array) known.secret = createSecretKey(known.secret);
      return known;
    }
    const bytes = decodeKey(rule, text);
    const key = { secret: bytes, fingerprint: keyFingerprint(bytes) };
    keys.set(text, key);
    return key;
  };
}

export function dropOldest(map: Map<string, unknown>, limit: number): void {
  if (map.size < limit) return;
  const oldest = map.keys().next();
  if (!oldest.done) map.delete(oldest.value);
}

/** First 8 hex digits of the SHA-256 of the key bytes. */
export function keyFingerprint(keyBytes: string | Uint8Array): string {
  return hash('sha256', keyBytes, 'hex').slice(0, 8);
}

/** Key bytes of a secret's text. Throws `SigningError` with `key-empty` or `key-malformed`. */
export function decodeKey(rule: KeyRule, text: string): Uint8Array {
  if (text.trim() === '') throw new SigningError('key-empty', 'The signing key is empty.');
  const prefix = rule.stripPrefix ?? '';
  const body = text.startsWith(prefix) ? text.slice(prefix.length) : text;
  if (body === '') throw new SigningError('key-empty', `The signing key holds nothing after "${prefix}".`);
  if (rule.decoding === 'utf8') return Buffer.from(body, 'utf8');
  if (rule.decoding === 'pem')
    throw new SigningError('key-malformed', 'The scheme reads the key as PEM, which only key pairs are.');
  const bytes = Buffer.from(body, rule.decoding);
  const spelling = rule.decoding === 'hex' ? body.toLowerCase() : body;
  // Node drops what it cannot decode; writing the bytes back shows whether it did.
  if (bytes.toString(rule.decoding) !== spelling)
    throw new SigningError('key-malformed', malformedMessage({ ...rule, decoding: rule.decoding }, body));
  return bytes;
}

function malformedMessage(rule: { decoding: 'base64' | 'hex'; stripPrefix: string | null }, body: string): string {
  const after = rule.stripPrefix === null ? '' : ` after the optional "${rule.stripPrefix}"`;
  return `The signing key is not ${rule.decoding}${after}: ${keyFault(rule.decoding, body)}.`;
}

function keyFault(decoding: 'base64' | 'hex', body: string): string {
  const stranger = body.search(decoding === 'hex' ? /[^0-9a-fA-F]/ : /[^A-Za-z0-9+/=]/);
  if (/\s/.test(body)) return 'it contains blanks or line breaks';
  if (decoding === 'base64' && stranger >= 0 && /^[A-Za-z0-9_-]+=*$/.test(body)) {
    return 'it uses "-" or "_", so it may be base64url; the scheme asks for standard base64';
  }
  if (stranger >= 0) return `character ${stranger + 1} of ${body.length} does not belong there`;
  if (decoding === 'hex') return `${body.length} digits do not make whole bytes`;
  return body.length % 4 === 0 ? 'its padding is wrong' : `${body.length} characters are not a multiple of 4`;
}
