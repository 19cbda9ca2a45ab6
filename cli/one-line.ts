/** A text that takes one line of a terminal and moves nothing in it: control characters become blanks. */
export function onOneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
