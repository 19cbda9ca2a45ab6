/** The filter whose arguments the caret stands in, and which of them (0 = the first). */
export interface FilterCall {
  filter: string;
  argument: number;
}

/** Reads the text of an output or tag up to the caret; null when the caret is not among a filter's arguments. */
export function filterCallOf(contentBefore: string): FilterCall | null {
  let isQuoted: string | null = null;
  let call: FilterCall | null = null;
  let pipe = -1;
  for (const [index, character] of Array.from(contentBefore).entries()) {
    if (isQuoted !== null) {
      if (character === isQuoted) isQuoted = null;
    } else if (character === '"' || character === "'") isQuoted = character;
    else if (character === '|') [pipe, call] = [index, null];
    else if (character === ':' && pipe >= 0 && call === null) {
      const filter = Array.from(contentBefore)
        .slice(pipe + 1, index)
        .join('')
        .trim();
      if (/^[A-Za-z_][\w-]*$/.test(filter)) call = { filter, argument: 0 };
    } else if (character === ',' && call !== null) call.argument += 1;
  }
  return call;
}

/** The parameters of a catalogue signature such as `value | date: format, zone?`, with their places in it. */
export function parametersOf(signature: string): { label: [begin: number, end: number] }[] {
  const from = signature.indexOf(': ');
  if (from < 0) return [];
  const parameters: { label: [number, number] }[] = [];
  let at = from + 2;
  for (const name of signature.slice(at).split(', ')) {
    parameters.push({ label: [at, at + name.length] });
    at += name.length + 2;
  }
  return parameters;
}
