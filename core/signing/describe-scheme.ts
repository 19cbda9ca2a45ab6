import { assertNever, type SignatureScheme } from '../model/index.ts';
import { hasPlaceholder, parsePlaceholders } from './placeholder-template.ts';

const algorithmNames = {
  'hmac-sha1': 'HMAC-SHA1',
  'hmac-sha256': 'HMAC-SHA256',
  'hmac-sha384': 'HMAC-SHA384',
  'hmac-sha512': 'HMAC-SHA512',
  sha256: 'SHA-256',
  ed25519: 'Ed25519 signature',
  'ecdsa-p256-sha256': 'ECDSA P-256 signature (SHA-256)',
  'rsa-sha1': 'RSA signature (SHA-1)',
  'rsa-sha256': 'RSA signature (SHA-256)',
  token: 'token',
};

/** A scheme in words, two sentences: what is sent and over what, then what a receiver accepts. Made from the data alone. */
export function describeScheme(scheme: SignatureScheme): string {
  const headers = scheme.headers.map(({ name, value }) => `${name}: ${value}`).join(', ');
  const algorithm = algorithmNames[scheme.algorithm];
  const made = `{signature} is the ${algorithm} of ${scheme.signedContent} in ${scheme.encoding}, keyed with ${keyWords(scheme)}`;
  return `Sends ${headers}, where ${made}. ${receiverWords(scheme)}`;
}

function keyWords({ key }: SignatureScheme): string {
  const after = key.stripPrefix === null ? '' : ` after "${key.stripPrefix}"`;
  switch (key.decoding) {
    case 'utf8':
      return key.stripPrefix === null ? 'the secret as it is' : `the secret's text${after}`;
    case 'base64':
      return `the base64-decoded secret${after}`;
    case 'hex':
      return `the hex-decoded secret${after}`;
    case 'pem':
      return 'a PEM key';
    default:
      return assertNever(key.decoding);
  }
}

function receiverWords(scheme: SignatureScheme): string {
  const several =
    scheme.signatureSeparator === null
      ? 'exactly one signature'
      : `any one of several signatures separated by ${separatorWords(scheme.signatureSeparator)}`;
  return `A receiver accepts ${several}, and ${timeWords(scheme)}.`;
}

function timeWords({ timestamp, signedContent }: SignatureScheme): string {
  if (timestamp === null) return 'no time is sent, so an old request can be replayed';
  const unsigned = hasPlaceholder(parsePlaceholders(signedContent), 'timestamp') ? '' : ' that is not signed';
  const past = timestamp.tolerancePastSeconds;
  const future = timestamp.toleranceFutureSeconds;
  const stamp = `a Unix timestamp in ${timestamp.unit}${unsigned}`;
  if (past === null && future === null) return `${stamp} of any age`;
  if (past === future) return `${stamp} at most ${past} s off either way`;
  const oldest = past === null ? 'of any age' : `at most ${past} s old`;
  const newest = future === null ? 'however far in the future' : `at most ${future} s in the future`;
  return `${stamp}, ${oldest} and ${newest}`;
}

function separatorWords(separator: string): string {
  if (separator === ' ') return 'a space';
  return separator === ',' ? 'a comma' : `"${separator}"`;
}
