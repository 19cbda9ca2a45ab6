/** A value with the filters it goes through, as written. */
export interface FilterChain {
  head: string;
  filters: { name: string; args: string[] }[];
}

/** Takes an expression apart at its bars and commas; those in quotes stay. What is not finished is kept as it is. */
export function filterChainOf(expression: string): FilterChain {
  const [head = '', ...filters] = splitOutsideQuotes(expression, '|');
  return {
    head: head.trim(),
    filters: filters.map((filter) => {
      const colon = filter.indexOf(':');
      const name = (colon < 0 ? filter : filter.slice(0, colon)).trim();
      const args = colon < 0 ? [] : splitOutsideQuotes(filter.slice(colon + 1), ',').map((part) => part.trim());
      return { name, args };
    }),
  };
}

function splitOutsideQuotes(text: string, mark: string): string[] {
  const parts: string[] = [];
  let quote = '';
  let begin = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === mark) {
      parts.push(text.slice(begin, at));
      begin = at + 1;
    }
  }
  return [...parts, text.slice(begin)];
}

/** The text of a literal in quotes; null for anything else. */
export function quotedText(argument: string): string | null {
  return /^(["'])(.*)\1$/s.exec(argument)?.[2] ?? null;
}
