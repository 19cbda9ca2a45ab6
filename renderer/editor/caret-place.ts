import { expectedAfter } from './expected-in-tag.ts';

/** Where in a Liquid template a caret stands: decides what can be completed there. */
export type CaretPlace =
  | { kind: 'outside' }
  /** After a pipe: a filter's name. */
  | { kind: 'filter' }
  /** Right after `{%`, or at the start of a line of `{% liquid %}`, whose lines before are given: a tag's name. */
  | { kind: 'tag'; linesBefore: string[] | null }
  /** In the quotes of `{% render '…' %}`. */
  | { kind: 'partial' }
  /** In any other string. */
  | { kind: 'string' }
  /** Where a tag gives a name: whatever is typed is new. */
  | { kind: 'name' }
  /** Behind a complete value or a tag that takes none: the words that can follow, if any. */
  | { kind: 'words'; words: readonly string[] }
  /** A value: `path` is what stands before the last dot; `isCompared` where `true` or `blank` are usual. */
  | { kind: 'variable'; path: string[]; isCompared: boolean };

/** Reads the text before the caret; `textBefore` should reach back to the start of the document. */
export function caretPlaceOf(textBefore: string): CaretPlace {
  const opening = lastOpening(textBefore);
  if (!opening) return { kind: 'outside' };
  const inside = textBefore.slice(opening.contentStart).replace(/^-/, '');
  return opening.isTag ? placeInTag(inside, null) : placeInValues(null, inside);
}

function placeInTag(inside: string, linesBefore: string[] | null): CaretPlace {
  const [whole, name = ''] = /^\s*([a-z_]*|#)/.exec(inside) ?? [''];
  if (whole.length === inside.length && name !== '#') return { kind: 'tag', linesBefore };
  if (name !== 'liquid' || linesBefore !== null) return placeInValues(name, inside.slice(whole.length));
  const lines = inside.slice(whole.length).split('\n');
  return placeInTag(lines.at(-1) ?? '', lines.slice(0, -1));
}

// No name is longer; without an end, a long word would be looked at from each of its letters.
const longestPath = 1000;
const pathAtEnd = /((?:[a-zA-Z_][\w-]*(?:\[(?:\d+|"[^"]*"|'[^']*')\])*\.)*)[\w-]*$/;

/** `tag` is the tag's name; null = an output. */
function placeInValues(tag: string | null, inside: string): CaretPlace {
  if (openQuote(inside) !== null) {
    return tag === 'render' && /^\s*['"][^'"]*$/.test(inside) ? { kind: 'partial' } : { kind: 'string' };
  }
  const [typed, path = ''] = pathAtEnd.exec(inside.slice(-longestPath)) ?? [''];
  const expected = expectedAfter(tag, inside.slice(0, inside.length - typed.length));
  if (expected.kind !== 'value') return expected;
  const steps = [...path.matchAll(/"([^"]*)"|'([^']*)'|[\w-]+/g)].map(
    ([word, double, single]) => double ?? single ?? word,
  );
  return { kind: 'variable', path: steps, isCompared: expected.isCompared && path === '' };
}

function lastOpening(text: string): { contentStart: number; isTag: boolean } | null {
  const output = text.lastIndexOf('{{');
  const tag = text.lastIndexOf('{%');
  const start = Math.max(output, tag);
  if (start < 0) return null;
  const closing = start === tag ? '%}' : '}}';
  return text.indexOf(closing, start + 2) >= 0 ? null : { contentStart: start + 2, isTag: start === tag };
}

function openQuote(text: string): string | null {
  let quote: string | null = null;
  for (const character of text) {
    if (quote !== null) {
      if (character === quote) quote = null;
    } else if (character === '"' || character === "'") quote = character;
  }
  return quote;
}
