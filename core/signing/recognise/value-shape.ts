import type { SignatureScheme } from '../../model/index.ts';
import { parsePlaceholders, type TemplateToken } from '../placeholder-template.ts';

const digestBytes: Partial<Record<SignatureScheme['algorithm'], number>> = {
  'hmac-sha1': 20,
  'hmac-sha256': 32,
  'hmac-sha384': 48,
  'hmac-sha512': 64,
  sha256: 32,
  ed25519: 64,
};

const lengthLimit = 8192;

type Form = Pick<SignatureScheme, 'algorithm' | 'encoding' | 'timestamp'>;

/**
 * Whether a received text looks like what a template makes: every piece between separators has to be there, in any
 * order. Looser than verifying: lists, foreign parts and blanks do not matter.
 */
export function hasShape(template: string, text: string, scheme: Form): boolean {
  // No value of a scheme comes near it, and a longer one would take seconds.
  if (text.length > lengthLimit) return false;
  return template
    .split(/[,;]\s*|\s+/)
    .filter((piece) => piece !== '')
    .every((piece) => pieceExpression(piece, scheme).test(text));
}

function pieceExpression(piece: string, scheme: Form): RegExp {
  const source = parsePlaceholders(piece)
    .map((token) => tokenSource(token, scheme))
    .join('');
  return new RegExp(`(?:^|[,;\\s])${source}(?:$|[,;\\s])`);
}

function tokenSource(token: TemplateToken, scheme: Form): string {
  if (token.kind !== 'placeholder') return token.text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  if (token.name === 'signature') return signatureSource(scheme);
  if (token.name !== 'timestamp') return '[^,;]+?';
  const unit = scheme.timestamp?.unit;
  if (unit === 'iso8601' || unit === 'rfc3339') return '\\d{4}-\\d{2}-\\d{2}T[0-9:.]+(?:Z|[+-][0-9:]+)';
  return unit === 'milliseconds' ? '\\d{12,14}' : '\\d{9,11}';
}

function signatureSource({ algorithm, encoding }: Form): string {
  if (algorithm === 'token') return '.+';
  const size = digestBytes[algorithm];
  if (encoding === 'hex') return `[0-9a-fA-F]${size === undefined ? '{64,}' : `{${size * 2}}`}`;
  const length = size === undefined ? null : Math.ceil((size * 4) / 3);
  const characters = encoding === 'base64' ? '[A-Za-z0-9+/]' : '[A-Za-z0-9_-]';
  return `${characters}${length === null ? '{64,}' : `{${length}}`}={0,2}`;
}
