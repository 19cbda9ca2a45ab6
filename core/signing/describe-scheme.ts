import { assertNever, type KeyRule, type SignatureAlgorithm, type SignatureScheme } from '../model/index.ts';
import { hasPlaceholder, parsePlaceholders } from './placeholder-template.ts';
import { isKeyPair } from './signature-maker.ts';

const algorithmNames: Readonly<Record<SignatureAlgorithm, string>> = {
  'hmac-sha1': 'HMAC-SHA1',
  'hmac-sha256': 'HMAC-SHA256',
  'hmac-sha384': 'HMAC-SHA384',
  'hmac-sha512': 'HMAC-SHA512',
  sha256: 'plain SHA-256',
  ed25519: 'Ed25519 signature',
  'ecdsa-p256-sha256': 'ECDSA signature (P-256, SHA-256, DER)',
  'rsa-sha1': 'RSA signature (SHA-1)',
  'rsa-sha256': 'RSA signature (SHA-256)',
  token: 'token',
};

/** A scheme in words, two sentences: what is sent and over what, then what a receiver accepts. Made from the data alone. */
export function describeScheme(scheme: SignatureScheme): string {
  return `Sends ${sentWords(scheme)}, where ${signatureWords(scheme)}. ${receiverWords(scheme)}`;
}

function sentWords({ headers, query = [], bodyFields = [] }: SignatureScheme): string {
  const sent = [
    ...headers.map(({ name, value }) => `${name}: ${value}`),
    ...query.map(({ name, value }) => `${name}=${value} in the query`),
    ...bodyFields.map(({ path, value }) => `${path} = ${value} in the body`),
  ];
  return sent.join(', ');
}

function signatureWords(scheme: SignatureScheme): string {
  const { algorithm, signedContent, encoding, items, signedHeaders } = scheme;
  if (algorithm === 'token') return '{signature} is the secret itself, and nothing of the request is signed';
  const content = signedContent.replaceAll('\n', '\\n');
  const made = `{signature} is the ${algorithmNames[algorithm]} of ${content} in ${encoding}`;
  const keyed = algorithm === 'sha256' ? `with ${keyWords(scheme.key)} as {secret}` : pairOrSecretWords(scheme);
  const each = items === undefined ? '' : `, for each item at ${items}`;
  const names = signedHeaders === undefined ? '' : `; {headerNames} are ${signedHeaders.join(' ')}`;
  return `${made}, ${keyed}${each}${names}`;
}

function pairOrSecretWords({ algorithm, key, verifyingKey = key }: SignatureScheme): string {
  if (!isKeyPair(algorithm)) return `keyed with ${keyWords(key)}`;
  return `made with a private key (${formWords(key)}) and checked with its public one (${formWords(verifyingKey)})`;
}

function formWords({ decoding, stripPrefix }: KeyRule): string {
  return stripPrefix === null ? decoding : `${decoding} after "${stripPrefix}"`;
}

function keyWords(key: KeyRule): string {
  const after = key.stripPrefix === null ? '' : ` after "${key.stripPrefix}"`;
  switch (key.decoding) {
    case 'utf8':
      return key.stripPrefix === null ? 'the secret as it is' : `the secret's text${after}`;
    case 'base64':
      return `the base64-decoded secret${after}`;
    case 'hex':
      return `the hex-decoded secret${after}`;
    case 'pem':
      return 'a key in PEM';
    default:
      return assertNever(key.decoding);
  }
}

function receiverWords(scheme: SignatureScheme): string {
  if (scheme.algorithm === 'token')
    return 'A receiver accepts exactly this secret, and an old request can be replayed.';
  const isTwoHeaders = scheme.headers.some(({ forKey }) => forKey !== undefined);
  const list = scheme.signatureSeparator;
  let several = 'exactly one signature';
  if (isTwoHeaders) several = 'the signature of either key';
  else if (list !== null) several = `any one of several signatures separated by ${separatorWords(list)}`;
  const unsigned = scheme.isBodyUnsigned === true ? ', although the body is not signed' : '';
  return `A receiver accepts ${several}, and ${timeWords(scheme)}${unsigned}.`;
}

function timeWords({ timestamp, signedContent, bodyFields = [] }: SignatureScheme): string {
  if (timestamp === null) return 'no time is sent, so an old request can be replayed';
  const content = parsePlaceholders(signedContent);
  const isInBody = bodyFields.some(({ value }) => value.includes('{timestamp}'));
  const isSigned =
    hasPlaceholder(content, 'timestamp') ||
    (isInBody && (hasPlaceholder(content, 'body') || hasPlaceholder(content, 'lines')));
  const past = timestamp.tolerancePastSeconds;
  const future = timestamp.toleranceFutureSeconds;
  const stamp = `${unitWords(timestamp.unit)}${isSigned ? '' : ' that is not signed'}`;
  if (past === null && future === null) return `${stamp} of any age`;
  if (past === future) return `${stamp} at most ${past} s off either way`;
  const oldest = past === null ? 'of any age' : `at most ${past} s old`;
  const newest = future === null ? 'however far in the future' : `at most ${future} s in the future`;
  return `${stamp}, ${oldest} and ${newest}`;
}

function unitWords(unit: NonNullable<SignatureScheme['timestamp']>['unit']): string {
  return unit === 'iso8601' || unit === 'rfc3339' ? 'a date and time as text' : `a Unix timestamp in ${unit}`;
}

function separatorWords(separator: string): string {
  if (separator === ' ') return 'a space';
  return separator === ',' ? 'a comma' : `"${separator}"`;
}
