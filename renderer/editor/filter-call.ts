/** The filter whose arguments the caret stands in, and which of them (0 = the first). */
export interface FilterCall {
  filter: string;
  argument: number;
  /** Where its bar stands in the text. */
  pipe: number;
}

/** Reads the text of an output or tag up to the caret; null when the caret is not among a filter's arguments. */
export function filterCallOf(contentBefore: string): FilterCall | null {
  let quote = '';
  let call: FilterCall | null = null;
  let pipe = -1;
  for (let at = 0; at < contentBefore.length; at += 1) {
    const character = contentBefore.charAt(at);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '|') [pipe, call] = [at, null];
    else if (character === ':' && pipe >= 0 && call === null) {
      const filter = contentBefore.slice(pipe + 1, at).trim();
      if (/^[A-Za-z_][\w-]*$/.test(filter)) call = { filter, argument: 0, pipe };
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
