/**
 * Endings that would complete a JSON text which stops early, shortest first: the brackets that are open, with a quote
 * before them when a string is. Empty when the text is not of that kind.
 */
export function missingEnds(text: string): string[] {
  const open: string[] = [];
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isInString) {
      if (character === '\\') at += 1;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === '{') open.push('}');
    else if (character === '[') open.push(']');
    else if (character === '}' || character === ']') {
      if (open.pop() !== character) return [];
    }
  }
  if (open.length === 0 && !isInString) return [];
  const closing = open.reverse().join('');
  const end = isInString ? `"${closing}` : closing;
  return [end, `${end}\n`, isInString ? end : `"${closing}`, `\n${closing}`];
}
