/** Where in a Liquid template a caret stands: decides what can be completed there. */
export type CaretPlace =
  | { kind: 'outside' }
  /** After a pipe: a filter's name. */
  | { kind: 'filter' }
  /** Right after `{%`: a tag's name. */
  | { kind: 'tag' }
  /** In the quotes of `{% render '…' %}`. */
  | { kind: 'partial' }
  /** In any other string. */
  | { kind: 'string' }
  /** Where a tag gives a name: whatever is typed is new. */
  | { kind: 'name' }
  /** A variable; `path` is what stands before the last dot. */
  | { kind: 'variable'; path: string[] };

/** Reads the text before the caret; `textBefore` should reach back to the start of the document. */
export function caretPlaceOf(textBefore: string): CaretPlace {
  const opening = lastOpening(textBefore);
  if (!opening) return { kind: 'outside' };
  const inside = textBefore.slice(opening.contentStart);
  const quote = openQuote(inside);
  if (quote !== null) {
    return opening.isTag && /^-?\s*render\s+['"][^'"]*$/.test(inside) ? { kind: 'partial' } : { kind: 'string' };
  }
  if (opening.isTag && /^-?\s*[a-z_]*$/.test(inside)) return { kind: 'tag' };
  if (opening.isTag && /^-?\s*(?:assign|capture|for|tablerow|increment|decrement)\s+[\w-]*$/.test(inside)) {
    return { kind: 'name' };
  }
  if (/\|\s*[\w-]*$/.test(inside)) return { kind: 'filter' };
  // No name is longer; without an end, a long word would be looked at from each of its letters.
  const path = /((?:[a-zA-Z_][\w-]*(?:\[\d+\])?\.)*)[\w-]*$/.exec(inside.slice(-1000))?.[1] ?? '';
  return { kind: 'variable', path: path.split(/[.[\]]/).filter((part) => part !== '') };
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
