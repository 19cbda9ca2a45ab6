import { type TopLevelToken, TypeGuards } from 'liquidjs';
import { parseLimitCharacters } from '../template-limits.ts';
import { TemplateTokenizer } from '../template-tokenizer.ts';
import { type LiquidWord, readLiquidWords, writeLiquidWords } from './liquid-words.ts';

/** Tags whose content is for people, or is lines of Liquid of their own: only the ends are tidied. */
const leftAlone = new Set(['#', 'liquid', 'doc', 'comment', 'raw']);

/**
 * Tidies the blanks inside `{{ }}` and `{% %}` and touches nothing else, so the rendered bytes cannot change. A tag that
 * is not understood stays as it is; a text that cannot be cut into tags comes back unchanged.
 */
export function formatTemplate(text: string): string {
  const tokens = readTokens(text);
  if (tokens === null) return text;
  let formatted = '';
  let commentDepth = 0;
  for (const token of tokens) {
    const source = text.slice(token.begin, token.end);
    if (TypeGuards.isTagToken(token)) {
      if (token.name === 'endcomment') commentDepth -= 1;
      formatted += commentDepth > 0 ? source : formatDelimited(source, token.name);
      if (token.name === 'comment') commentDepth += 1;
    } else if (TypeGuards.isOutputToken(token)) {
      formatted += commentDepth > 0 ? source : formatDelimited(source, null);
    } else formatted += source;
  }
  return formatted;
}

/** Null when the text is too long or has a delimiter without an end. */
export function readTokens(text: string): TopLevelToken[] | null {
  if (text.length > parseLimitCharacters) return null;
  try {
    return new TemplateTokenizer(text).readTopLevelTokens();
  } catch {
    return null;
  }
}

function formatDelimited(source: string, tag: string | null): string {
  const open = source.slice(0, source[2] === '-' ? 3 : 2);
  const close = source.slice(source.at(-3) === '-' && source.length > open.length + 2 ? -3 : -2);
  const inside = source.slice(open.length, source.length - close.length);
  const trimmed = inside.trim();
  if (trimmed === '') return source;
  if (tag !== null && leftAlone.has(tag)) {
    return trimmed.includes('\n') ? source : `${open} ${trimmed} ${close}`;
  }
  const words = readLiquidWords(trimmed);
  if (words === null) return source;
  const written = writeLiquidWords(words);
  return isSame(words, readLiquidWords(written)) ? `${open} ${written} ${close}` : source;
}

/** The proof that only blanks changed: the same words in the same order. */
function isSame(words: readonly LiquidWord[], others: readonly LiquidWord[] | null): boolean {
  if (others === null || words.length !== others.length) return false;
  return words.every(({ kind, text }, index) => kind === others[index]?.kind && text === others[index]?.text);
}
