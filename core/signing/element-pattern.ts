import type { SignatureScheme } from '../model/index.ts';
import { hasPlaceholder, type TemplateToken } from './placeholder-template.ts';

/** What one received text holds at the places of the placeholders. */
export interface Captures {
  id?: string;
  timestamp?: string;
  signature?: string;
}

/** Reads a received text against the tokens it was made from; null = the literal text does not fit. */
export type ElementPattern = (text: string) => Captures | null;

const digestSizeBytes: Record<string, number> = { 'hmac-sha1': 20, 'hmac-sha256': 32, 'hmac-sha384': 48, 'hmac-sha512': 64 };

/** Characters of an encoded signature, which its algorithm and encoding fix. */
export function signatureLength(scheme: Pick<SignatureScheme, 'algorithm' | 'encoding'>): number {
  const sizeBytes = digestSizeBytes[scheme.algorithm] ?? 0;
  if (scheme.encoding === 'hex') return sizeBytes * 2;
  return scheme.encoding === 'base64' ? Math.ceil(sizeBytes / 3) * 4 : Math.ceil((sizeBytes * 4) / 3);
}

/**
 * Well-formed texts are read exactly: a signature has a known length, so literal text that also occurs inside base64
 * cannot mislead. What does not fit is read loosely, so that a verdict can name what stands there.
 */
export function elementPattern(tokens: readonly TemplateToken[], scheme: SignatureScheme): ElementPattern {
  const only = tokens[0];
  if (tokens.length === 1 && only?.kind === 'placeholder') return (text) => ({ [only.name]: text });
  const exact = new RegExp(`^${tokens.map((token) => sourceOf(token, signatureLength(scheme))).join('')}$`);
  const isConstant = !['id', 'timestamp', 'signature'].some((name) => hasPlaceholder(tokens, name as keyof Captures));
  return (text) => {
    const match = exact.exec(text);
    if (match !== null) return { ...match.groups };
    return isConstant ? null : readLoosely(tokens, text);
  };
}

function sourceOf(token: TemplateToken, length: number): string {
  if (token.kind !== 'placeholder') return token.text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  switch (token.name) {
    case 'id':
      return '(?<id>.+?)';
    case 'timestamp':
      return '(?<timestamp>\\d{1,17})';
    case 'signature':
      return `(?<signature>[A-Za-z0-9+/_=-]{${length}})`;
    case 'body':
      return '';
  }
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
    if (token.name !== 'body') captures[token.name] = text.slice(position, end);
    position = end;
  }
  return position === text.length ? captures : null;
}
