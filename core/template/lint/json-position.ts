/** Where the next character of a JSON text stands. */
export interface JsonPosition {
  isInString: boolean;
  /** The string was opened by the last character: what follows is its beginning. */
  isStringEmpty: boolean;
  /** The last character was a backslash inside a string. */
  isEscaped: boolean;
}

export const jsonStart: JsonPosition = { isInString: false, isStringEmpty: false, isEscaped: false };

/** Follows JSON text from one position to the next; only quotes and backslashes matter. */
export function followJson(position: JsonPosition, text: string): JsonPosition {
  let { isInString, isStringEmpty, isEscaped } = position;
  let at = 0;
  while (at < text.length) {
    if (!isInString) {
      const quote = text.indexOf('"', at);
      if (quote < 0) return { isInString: false, isStringEmpty: false, isEscaped: false };
      isInString = true;
      isStringEmpty = true;
      at = quote + 1;
      continue;
    }
    const character = text[at];
    if (isEscaped) isEscaped = false;
    else if (character === '\\') isEscaped = true;
    else if (character === '"') isInString = false;
    isStringEmpty = false;
    at += 1;
  }
  return { isInString, isStringEmpty, isEscaped };
}
