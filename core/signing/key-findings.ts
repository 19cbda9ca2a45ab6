import type { SignatureScheme } from '../model/index.ts';
import { privateKeyOf, publicKeyOf } from './key-pair.ts';
import { isKeyPair } from './signature-maker.ts';
import { decodeKey, SigningError, type SigningKey } from './signing-key.ts';

export const keyFindingCodes = [
  'unusable',
  'too-short',
  'too-long',
  'low-entropy',
  'placeholder',
  'blanks-around',
  'quoted',
  'prefix-missing',
  'prefix-foreign',
  'public-for-signing',
  'private-for-verifying',
  'rsa-too-small',
] as const;
export type KeyFindingCode = (typeof keyFindingCodes)[number];

export interface KeyFinding {
  code: KeyFindingCode;
  /** An `error` means that the key cannot do its work; a `warning` that it should be replaced or looked at. */
  severity: 'error' | 'warning';
  /** Never holds the key or a part of it. */
  sentence: string;
}

/** Bytes below which guessing is a danger: half of what HMAC-SHA256 can use. */
const shortBytes = 16;
/** What Standard Webhooks asks for. */
const standardBytes = { least: 24, most: 64 };
const rsaBits = 2048;
const placeholderWords =
  /^(?:whsec_)?(?:.*(?:your|my)[-_ ]?(?:webhook[-_ ]?|signing[-_ ]?)?(?:secret|key|token).*|secret|password|changeme|change[-_ ]me|test|example|placeholder|todo|x{4,}|1234567?8?9?0?|abc123|\.{3}|<.*>|\{\{.*\}\}|\$\{.*\})$/i;
const foreignPrefixes = ['whsec_', 'v1,whsec_', 'whsk_', 'whpk_', 'sk_live_', 'sk_test_', 'pk_live_', 'Bearer '];

/**
 * What is wrong or weak about a key, the worst first; empty when nothing is. `use` says which half of a pair the text
 * is to be. Nothing here stops anybody from using a weak key: local tests need them.
 */
export function findKeyProblems(
  scheme: SignatureScheme,
  text: string,
  use: 'signing' | 'verifying' = 'signing',
): KeyFinding[] {
  const found: KeyFinding[] = [];
  const add = (code: KeyFindingCode, severity: KeyFinding['severity'], sentence: string) =>
    found.push({ code, severity, sentence });
  const key = readKey(scheme, text, use);
  const isPair = isKeyPair(scheme.algorithm);
  if (key instanceof SigningError) add('unusable', 'error', key.message);
  if (text.trim() === '') return found;
  if (text !== text.trim() && !text.includes('-----BEGIN ')) {
    add('blanks-around', 'warning', 'There are blanks or a line break around the key; they are part of it.');
  }
  if (/^(["'`]).*\1$/s.test(text.trim())) {
    add(
      'quoted',
      'warning',
      'The key stands in quotation marks, which are part of it; they may come from a settings file.',
    );
  }
  const isPublicHalf = isPair && use === 'signing' && key instanceof SigningError && isPublic(scheme, text);
  if (isPublicHalf)
    add('public-for-signing', 'error', 'This is the public key: it verifies. Signing needs the private one.');
  if (isPair && use === 'verifying' && !(key instanceof SigningError) && isPrivate(scheme, text)) {
    add('private-for-verifying', 'warning', 'This is the private key: a receiver needs only the public one.');
  }
  prefixFindings(scheme, text, use, add);
  if (placeholderWords.test(text.trim())) {
    add('placeholder', 'warning', 'The key reads like a placeholder that was never replaced.');
  }
  if (!(key instanceof SigningError)) {
    if (isPair) rsaFinding(key, add);
    else strengthFindings(scheme, key, add);
  }
  return found.sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
}

type Add = (code: KeyFindingCode, severity: KeyFinding['severity'], sentence: string) => void;

function readKey(
  scheme: SignatureScheme,
  text: string,
  use: 'signing' | 'verifying',
): SigningKey | Uint8Array | SigningError {
  try {
    if (!isKeyPair(scheme.algorithm)) return decodeKey(scheme.key, text);
    return use === 'signing' ? privateKeyOf(scheme, text) : publicKeyOf(scheme, text);
  } catch (error) {
    if (error instanceof SigningError) return error;
    throw error;
  }
}

function isPublic(scheme: SignatureScheme, text: string): boolean {
  return !(readKey(scheme, text, 'verifying') instanceof SigningError);
}

/** Raw Ed25519 keys of 32 bytes can be either; a seed cannot be told from a public key. */
function isPrivate(scheme: SignatureScheme, text: string): boolean {
  const { key, verifyingKey = key } = scheme;
  const isSameForm = key.decoding === verifyingKey.decoding && key.stripPrefix === verifyingKey.stripPrefix;
  if (scheme.algorithm === 'ed25519' && isSameForm && text.trim().length <= 66) return false;
  return !(readKey(scheme, text, 'signing') instanceof SigningError);
}

function prefixFindings(scheme: SignatureScheme, text: string, use: 'signing' | 'verifying', add: Add): void {
  const rule = use === 'verifying' ? (scheme.verifyingKey ?? scheme.key) : scheme.key;
  const own = rule.stripPrefix;
  const isPem = text.includes('-----BEGIN ');
  if (own !== null && !text.startsWith(own) && !isPem) {
    add('prefix-missing', 'warning', `Keys of this scheme begin with "${own}"; this one is read without it.`);
  }
  const foreign = foreignPrefixes.find((prefix) => prefix !== own && text.startsWith(prefix));
  const isText = rule.decoding === 'utf8' && (foreign === 'whsec_' || foreign === undefined);
  if (foreign !== undefined && !isText) {
    add('prefix-foreign', 'warning', `The key begins with "${foreign}", which this scheme knows nothing of.`);
  }
}

function rsaFinding(key: SigningKey | Uint8Array, add: Add): void {
  if (key instanceof Uint8Array || key.secret instanceof Uint8Array) return;
  const bits = key.secret.asymmetricKeyDetails?.modulusLength;
  if (bits !== undefined && bits < rsaBits) {
    add('rsa-too-small', 'warning', `An RSA key of ${bits} bits is too small; ${rsaBits} are the least to use.`);
  }
}

function strengthFindings(scheme: SignatureScheme, key: SigningKey | Uint8Array, add: Add): void {
  if (!(key instanceof Uint8Array)) return;
  const size = key.length;
  const isStandard = scheme.key.stripPrefix?.endsWith('whsec_') === true && scheme.key.decoding === 'base64';
  const least = isStandard ? standardBytes.least : shortBytes;
  if (size < least) add('too-short', 'warning', `The key has ${size} bytes; use ${least} or more.`);
  else if (isStandard && size > standardBytes.most) {
    add('too-long', 'warning', `The key has ${size} bytes; Standard Webhooks allows ${standardBytes.most}.`);
  }
  if (size >= 8 && entropyBits(key) < 64) {
    add('low-entropy', 'warning', 'The key repeats itself so much that it could be guessed; take a random one.');
  }
}

/** Shannon's measure over the bytes, times their number: what a key of these letters can hold at most. */
function entropyBits(bytes: Uint8Array): number {
  const counts = new Map<number, number>();
  for (const byte of bytes) counts.set(byte, (counts.get(byte) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= count * Math.log2(count / bytes.length);
  // A run such as abcdefgh has many letters and no surprise: what the differences hold counts too.
  const steps = new Map<number, number>();
  for (const [index, byte] of bytes.entries()) {
    if (index === 0) continue;
    const step = (byte - (bytes[index - 1] ?? 0) + 256) % 256;
    steps.set(step, (steps.get(step) ?? 0) + 1);
  }
  let stepBits = 0;
  for (const count of steps.values()) stepBits -= count * Math.log2(count / Math.max(bytes.length - 1, 1));
  return Math.min(bits, stepBits);
}
