/** The one edit that makes `after` of `before`: what stands between their common beginning and their common end. */
export function differenceOf(before: string, after: string): { begin: number; end: number; newText: string } {
  const shorter = Math.min(before.length, after.length);
  let begin = 0;
  while (begin < shorter && before.charCodeAt(begin) === after.charCodeAt(begin)) begin += 1;
  let tail = 0;
  while (
    tail < shorter - begin &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail += 1;
  }
  // Half a character, or half a line end, is no place for an edit.
  if (begin > 0 && isFirstHalf(before, begin - 1)) begin -= 1;
  if (tail > 0 && isFirstHalf(before, before.length - tail - 1)) tail -= 1;
  return { begin, end: before.length - tail, newText: after.slice(begin, after.length - tail) };
}

function isFirstHalf(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code >= 0xd800 && code <= 0xdbff) || code === 13;
}
