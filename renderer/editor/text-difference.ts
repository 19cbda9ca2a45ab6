import { commonEnds } from '../../core/contract/long-texts.ts';

/** The one edit that makes `after` of `before`: what stands between their common beginning and their common end. */
export function differenceOf(before: string, after: string): { begin: number; end: number; newText: string } {
  let { head: begin, tail } = commonEnds(before, after);
  // Half a character, or half a line end, is no place for an edit.
  if (begin > 0 && isFirstHalf(before, begin - 1)) begin -= 1;
  if (tail > 0 && isFirstHalf(before, before.length - tail - 1)) tail -= 1;
  return { begin, end: before.length - tail, newText: after.slice(begin, after.length - tail) };
}

function isFirstHalf(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code >= 0xd800 && code <= 0xdbff) || code === 13;
}
