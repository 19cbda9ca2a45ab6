/** What the texts of a signature scheme may hold between braces. */
const placeholderNames = ['id', 'timestamp', 'body', 'signature'] as const;
export type PlaceholderName = (typeof placeholderNames)[number];

export type TemplateToken =
  | { kind: 'text'; text: string }
  | { kind: 'placeholder'; name: PlaceholderName }
  /** A word in braces that no scheme knows, such as `{url}`: reported as a problem of the scheme. */
  | { kind: 'unknown'; text: string };

const wordInBraces = /\{([A-Za-z][A-Za-z0-9_]*)\}/g;

/** Splits `t={timestamp},s={signature}` into literal text and placeholders. A brace without a word is text. */
export function parsePlaceholders(template: string): TemplateToken[] {
  const tokens: TemplateToken[] = [];
  let end = 0;
  for (const match of template.matchAll(wordInBraces)) {
    if (match.index > end) tokens.push({ kind: 'text', text: template.slice(end, match.index) });
    const name = placeholderNames.find((known) => known === match[1]);
    tokens.push(name === undefined ? { kind: 'unknown', text: match[0] } : { kind: 'placeholder', name });
    end = match.index + match[0].length;
  }
  if (end < template.length) tokens.push({ kind: 'text', text: template.slice(end) });
  return tokens;
}

/** How often a placeholder stands in a template. */
export function countPlaceholder(tokens: readonly TemplateToken[], name: PlaceholderName): number {
  return tokens.filter((token) => token.kind === 'placeholder' && token.name === name).length;
}

export function hasPlaceholder(tokens: readonly TemplateToken[], name: PlaceholderName): boolean {
  return countPlaceholder(tokens, name) > 0;
}

/** Puts values in: the header value that goes over the wire. */
export function fillPlaceholders(
  tokens: readonly TemplateToken[],
  values: { id: string; timestamp: string; signature: string },
): string {
  let text = '';
  for (const token of tokens) {
    if (token.kind === 'placeholder') text += token.name === 'body' ? '' : values[token.name];
    else text += token.text;
  }
  return text;
}
