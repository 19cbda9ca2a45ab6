/**
 * What cannot be seen, or reorders what can: controls, zero-width characters, marks and overrides of direction, breaks of lines,
 * fillers, and blanks that only look like the usual one. Not what shapes others: the choice of an emoji's form, the joints of one
 * made of several. Nor the blank of Japanese and Chinese text.
 */
const jointOfEmoji = String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D\p{Extended_Pictographic}`;
const unseen = String.raw`[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Zs}\p{Default_Ignorable_Code_Point}]`;
const hidden = new RegExp(String.raw`(?!${jointOfEmoji})[${unseen}--[ \u3000\uFE00-\uFE0F]]`, 'gv');
/** In a text of lines tabs and ends of lines are seen by what they do. */
const hiddenInLines = new RegExp(String.raw`(?!${jointOfEmoji}|\r\n)[${unseen}--[ \t\n\u3000\uFE00-\uFE0F]]`, 'gv');

export interface TextPart {
  text: string;
  /** Such as `U+202E`; null = it can be seen. */
  code: string | null;
}

/** The parts of a text, each hidden character one of its own. Joined they are the text. `hasLines`: tabs and ends of lines are none. */
export function partsWithHidden(text: string, hasLines = false): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const { 0: character, index } of text.matchAll(hasLines ? hiddenInLines : hidden)) {
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
