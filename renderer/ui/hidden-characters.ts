/** Controls, zero-width characters, marks and overrides of direction, breaks of lines: what cannot be seen, or reorders what can. */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

export interface TextPart {
  text: string;
  /** Such as `U+202E`; null = it can be seen. */
  code: string | null;
}

/** The parts of a text, each hidden character one of its own. Joined they are the text. */
export function partsWithHidden(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const { 0: character, index } of text.matchAll(hidden)) {
    if (index > from) parts.push({ text: text.slice(from, index), code: null });
    parts.push({ text: character, code: codeOf(character) });
    from = index + character.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), code: null });
  return parts;
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
