/**
 * What a text adds to a list of values: its parts between commas and ends of lines. JSON has commas of its own, so a text
 * that begins as an object is one part. `left` is what `problemOf` finds unfit, to be mended.
 */
export function readTokens(
  text: string,
  problemOf: (token: string) => string | undefined = () => undefined,
): { values: string[]; left: string } {
  const parts = isObjectText(text) ? [text] : text.split(/[,\r\n]+/);
  const tokens = parts.map((part) => part.trim()).filter((part) => part !== '');
  const isFit = (token: string): boolean => problemOf(token) === undefined;
  return {
    values: [...new Set(tokens.filter(isFit))],
    left: tokens.filter((token) => !isFit(token)).join(', '),
  };
}

/** More rows than this are found by typing on. */
const shownLimit = 200;

/** The known values that are not taken yet and have the text in them: the first of them, as many as a list shows. */
export function matchingValues(known: readonly string[], taken: readonly string[], text: string): string[] {
  const wanted = text.toLowerCase();
  const isTaken = new Set(taken);
  const matches: string[] = [];
  for (const value of known) {
    if (matches.length === shownLimit) break;
    if (!isTaken.has(value) && value.toLowerCase().includes(wanted)) matches.push(value);
  }
  return matches;
}

/** Whether a comma typed behind the text ends it, or goes on with it. */
export function endsWithComma(text: string, problemOf?: (token: string) => string | undefined): boolean {
  return text.trim() !== '' && (!isObjectText(text) || problemOf?.(text.trim()) === undefined);
}

function isObjectText(text: string): boolean {
  return text.trimStart().startsWith('{');
}
