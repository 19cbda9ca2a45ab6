const longestShown = 40;

/** What the headers say that the body was put into, one after the other; none = it is as it is. */
export function contentCodings(headers: readonly (readonly [string, string])[]): string[] {
  return headers
    .filter(([name]) => name.toLowerCase() === 'content-encoding')
    .flatMap(([, value]) => value.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '' && name.toLowerCase() !== 'identity');
}

/** The same for people, such as `gzip` or `deflate, br`; null = it is as it is. */
export function contentCoding(headers: readonly (readonly [string, string])[]): string | null {
  const names = contentCodings(headers).join(', ');
  if (names === '') return null;
  return names.length > longestShown ? `${names.slice(0, longestShown)}…` : names;
}
