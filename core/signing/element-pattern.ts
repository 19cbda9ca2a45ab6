import type { SignatureAlgorithm, SignatureScheme } from '../model/index.ts';
import { type CarriedName, carriedNames, hasPlaceholder, type TemplateToken } from './placeholder-template.ts';

/** What one received text holds at the places of the placeholders. */
export interface Captures {
  id?: string;
  timestamp?: string;
  signature?: string;
  headerNames?: string;
  bodySha256?: string;
}

/** Reads a received text against the tokens it was made from; null = the literal text does not fit. */
export type ElementPattern = (text: string) => Captures | null;

const captureNames: Readonly<Record<CarriedName, keyof Captures>> = {
  id: 'id',
  timestamp: 'timestamp',
  signature: 'signature',
  headerNames: 'headerNames',
  'body.sha256': 'bodySha256',
};

/** Null = the length depends on the key or on chance. */
const signatureSizeBytes: Readonly<Record<SignatureAlgorithm, number | null>> = {
  'hmac-sha1': 20,
  'hmac-sha256': 32,
  'hmac-sha384': 48,
  'hmac-sha512': 64,
  sha256: 32,
  ed25519: 64,
  'ecdsa-p256-sha256': null,
  'rsa-sha1': null,
  'rsa-sha256': null,
  token: null,
};

type SignatureForm = Pick<
  SignatureScheme,
  'algorithm' | 'encoding' | 'timestamp' | 'signatureList' | 'signatureSeparator'
>;

/** Characters of an encoded signature where algorithm and encoding fix them; null where they do not. */
export function signatureLength(scheme: Pick<SignatureScheme, 'algorithm' | 'encoding'>): number | null {
  const sizeBytes = signatureSizeBytes[scheme.algorithm];
  if (sizeBytes === null) return null;
  if (scheme.encoding === 'hex') return sizeBytes * 2;
  return scheme.encoding === 'base64' ? Math.ceil(sizeBytes / 3) * 4 : Math.ceil((sizeBytes * 4) / 3);
}

/**
 * Well-formed texts are read exactly: most signatures have a known length, so literal text that also occurs inside
 * base64 cannot mislead. What does not fit is read loosely, so that a verdict can name what stands there.
 */
export function elementPattern(tokens: readonly TemplateToken[], scheme: SignatureForm): ElementPattern {
  const only = tokens[0];
  const name = only?.kind === 'placeholder' ? carriedNames.find((each) => each === only.name) : undefined;
  if (tokens.length === 1 && name !== undefined) return (text) => ({ [captureNames[name]]: text });
  const exact = new RegExp(`^${tokens.map((token) => sourceOf(token, scheme)).join('')}$`);
  const isConstant = !carriedNames.some((each) => hasPlaceholder(tokens, each));
  return (text) => {
    const match = exact.exec(text);
    if (match !== null) return { ...match.groups };
    return isConstant ? null : readLoosely(tokens, text);
  };
}

function sourceOf(token: TemplateToken, scheme: SignatureForm): string {
  if (token.kind !== 'placeholder') return escapePattern(token.text);
  switch (token.name) {
    case 'id':
      return '(?<id>.+?)';
    case 'timestamp':
      return scheme.timestamp?.unit === 'iso8601' || scheme.timestamp?.unit === 'rfc3339'
        ? '(?<timestamp>[0-9Tt:.Zz+-]{10,40})'
        : '(?<timestamp>\\d{1,17})';
    case 'signature':
      return `(?<signature>${signatureSource(scheme)})`;
    case 'headerNames':
      return "(?<headerNames>[!#$%&'*+.^_`|~0-9A-Za-z -]*)";
    case 'body.sha256':
      return '(?<bodySha256>[0-9A-Fa-f]{64})';
    default:
      return '';
  }
}

function signatureSource(scheme: SignatureForm): string {
  if (scheme.algorithm === 'token') return '.+';
  const length = signatureLength(scheme);
  const one = `[A-Za-z0-9+/_=-]${length === null ? '+' : `{${length}}`}`;
  if (scheme.signatureList !== 'signature' || scheme.signatureSeparator === null) return one;
  // A separator of the signature's own characters fits already; as a part of its own it could be tried in ways without end.
  if (length === null && /^[A-Za-z0-9+/_=-]+$/.test(scheme.signatureSeparator)) return one;
  return `${one}(?:${escapePattern(scheme.signatureSeparator)}${one})*`;
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** One pass without backtracking: a placeholder reaches up to the next literal text. */
function readLoosely(tokens: readonly TemplateToken[], text: string): Captures | null {
  const captures: Captures = {};
  let position = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'placeholder') {
      if (!text.startsWith(token.text, position)) return null;
      position += token.text.length;
      continue;
    }
    const next = tokens[index + 1];
    let end = text.length;
    if (next !== undefined && next.kind !== 'placeholder') {
      const isLastText = index + 2 === tokens.length;
      end = isLastText ? text.length - next.text.length : text.indexOf(next.text, position);
    }
    if (end < position) return null;
    const name = carriedNames.find((each) => each === token.name);
    if (name !== undefined) captures[captureNames[name]] = text.slice(position, end);
    position = end;
  }
  return position === text.length ? captures : null;
}
