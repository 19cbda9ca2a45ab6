/**
 * The text without the characters of `dropped` at its ends. A pattern such as `[ \n]+$` takes quadratic time on a long
 * run of them in the middle, and bodies are what strangers send.
 */
export function trimStart(text: string, dropped: string): string {
  let start = 0;
  while (start < text.length && dropped.includes(text.charAt(start))) start += 1;
  return text.slice(start);
}

export function trimEnd(text: string, dropped: string): string {
  let end = text.length;
  while (end > 0 && dropped.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
