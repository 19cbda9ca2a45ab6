import type { KeyRule, MistakeCode, SignatureAlgorithm } from '../../model/index.ts';
import { type ContentFacts, contentParts, joinParts } from '../content-parts.ts';
import { findJsonItems, type JsonSpan, jsonText } from '../json-text.ts';
import type { TemplateToken } from '../placeholder-template.ts';

/** One way in which the request may have been signed. */
export interface Candidate {
  keyText: string;
  keyRule: KeyRule;
  /** Bytes put before and after the key's. */
  keyAround: readonly [string, string];
  algorithm: SignatureAlgorithm;
  tokens: readonly TemplateToken[];
  facts: Omit<ContentFacts, 'secret' | 'item'>;
  /** Path to the elements of the body that are signed one by one; null = the whole is signed. */
  items: string | null;
  /** Mistakes that come with this way of reading the request, such as a stamp found in another header. */
  readingMistakes: readonly NamedMistake[];
  preset: string | null;
  /** The hash of the body that the sender wrote down and signed; null = the scheme has none. */
  bodySha256: string | null;
}

/** A mistake with the half sentence after "This would have verified if …". */
export interface NamedMistake {
  code: MistakeCode;
  condition: string;
  /** In place of the catalogue's, where more can be said. */
  title?: string;
  fix?: string;
  cost?: number;
}

/** In the order in which changes are put upon another. Two of the same kind are not combined. */
export const changeKinds = ['scheme', 'algorithm', 'content', 'stamp', 'url', 'body', 'wrapping', 'key'] as const;

/** A mistake undone: the candidate that would have been signed without it. Null = it changes nothing here. */
export interface Change extends NamedMistake {
  kind: (typeof changeKinds)[number];
  /** One of so many that they are not combined with others. */
  isAloneOnly?: boolean;
  apply(candidate: Candidate): Candidate | null;
}

/** The bytes that the candidate signs, or null when the request lacks something. Of items the first is taken. */
export function contentOf(candidate: Candidate, secret: Uint8Array): Uint8Array | null {
  const only = candidate.tokens[0];
  if (candidate.tokens.length === 1 && only?.kind === 'placeholder' && only.name === 'body')
    return candidate.facts.body;
  const item = itemOf(candidate);
  if (candidate.items !== null && item === null) return null;
  try {
    return joinParts(contentParts(candidate.tokens, { ...candidate.facts, secret, item }));
  } catch {
    // The request lacks what this candidate signs: then it was not signed so.
    return null;
  }
}

function itemOf({ items, facts }: Candidate): JsonSpan | null {
  if (items === null) return null;
  const text = jsonText(facts.body);
  return text === null ? null : (findJsonItems(text, items, { start: 0, end: text.length })[0] ?? null);
}

const bodyPlaceholders = new Set(['body', 'body.sha256', 'body.crc32', 'form', 'json', 'lines']);
const urlPlaceholders = new Set(['url', 'url.decoded', 'path', 'query']);

export function signsBody({ tokens, bodySha256 }: Pick<Candidate, 'tokens' | 'bodySha256'>): boolean {
  if (bodySha256 !== null) return true;
  return tokens.some((token) => token.kind === 'placeholder' && bodyPlaceholders.has(token.name));
}

export function signsUrl({ tokens }: Pick<Candidate, 'tokens'>): boolean {
  return tokens.some((token) => token.kind === 'placeholder' && urlPlaceholders.has(token.name));
}

export function withBody(candidate: Candidate, body: Uint8Array | null): Candidate | null {
  if (body === null || !signsBody(candidate)) return null;
  return { ...candidate, facts: { ...candidate.facts, body } };
}
