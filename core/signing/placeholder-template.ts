/** What the texts of a signature scheme may hold between braces. */
const plainNames = [
  'id',
  'timestamp',
  'body',
  'signature',
  'method',
  'url',
  'url.decoded',
  'path',
  'query',
  'headerNames',
  'headerValues',
  'form',
  'body.sha256',
  'body.crc32',
  'secret',
] as const;
/** Those that take a word after a colon, such as `{json:data.id}`. */
const argumentNames = ['header', 'json', 'lines', 'setting'] as const;

export type PlaceholderName = (typeof plainNames)[number] | (typeof argumentNames)[number];
/** What a sent value may hold and a receiver reads out of it again. */
export const carriedNames = ['id', 'timestamp', 'signature', 'headerNames', 'body.sha256'] as const;
export type CarriedName = (typeof carriedNames)[number];

export type TemplateToken =
  | { kind: 'text'; text: string }
  /** `argument` is empty for names that take none. */
  | { kind: 'placeholder'; name: PlaceholderName; argument: string }
  /** A word in braces that no scheme knows, such as `{uri}`: reported as a problem of the scheme. */
  | { kind: 'unknown'; text: string };

const wordInBraces = /\{([A-Za-z][A-Za-z0-9_.]*)(?::([^{}]*))?\}/g;

/** Splits `t={timestamp},s={signature}` into literal text and placeholders. A brace without a word is text. */
export function parsePlaceholders(template: string): TemplateToken[] {
  const tokens: TemplateToken[] = [];
  let end = 0;
  for (const match of template.matchAll(wordInBraces)) {
    if (match.index > end) tokens.push({ kind: 'text', text: template.slice(end, match.index) });
    tokens.push(placeholderOf(match[1] ?? '', match[2]) ?? { kind: 'unknown', text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < template.length) tokens.push({ kind: 'text', text: template.slice(end) });
  return tokens;
}

function placeholderOf(word: string, argument: string | undefined): TemplateToken | null {
  if (argument === undefined) {
    const name = plainNames.find((known) => known === word);
    return name === undefined ? null : { kind: 'placeholder', name, argument: '' };
  }
  const name = argumentNames.find((known) => known === word);
  return name === undefined || argument === '' ? null : { kind: 'placeholder', name, argument };
}

/** How a placeholder is written. */
export function placeholderText(token: { name: PlaceholderName; argument: string }): string {
  return token.argument === '' ? `{${token.name}}` : `{${token.name}:${token.argument}}`;
}

/** Settings are part of the scheme, so they are text before anything is signed; an unknown one is empty. */
export function fillSettings(
  tokens: readonly TemplateToken[],
  settings: Readonly<Record<string, string>>,
): TemplateToken[] {
  return tokens.map((token) =>
    token.kind === 'placeholder' && token.name === 'setting'
      ? { kind: 'text', text: Object.hasOwn(settings, token.argument) ? (settings[token.argument] ?? '') : '' }
      : token,
  );
}

/** How often a placeholder stands in a template. */
export function countPlaceholder(tokens: readonly TemplateToken[], name: PlaceholderName): number {
  let count = 0;
  for (const token of tokens) if (token.kind === 'placeholder' && token.name === name) count += 1;
  return count;
}

export function hasPlaceholder(tokens: readonly TemplateToken[], name: PlaceholderName): boolean {
  return countPlaceholder(tokens, name) > 0;
}

export interface CarriedValues {
  id: string;
  timestamp: string;
  signature: string;
  headerNames?: string;
  bodySha256?: string;
}

/** Puts values in: the value that goes over the wire. */
export function fillPlaceholders(tokens: readonly TemplateToken[], values: CarriedValues): string {
  let text = '';
  for (const token of tokens) {
    if (token.kind !== 'placeholder') text += token.text;
    else if (token.name === 'signature') text += values.signature;
    else if (token.name === 'timestamp') text += values.timestamp;
    else if (token.name === 'id') text += values.id;
    else if (token.name === 'headerNames') text += values.headerNames ?? '';
    else if (token.name === 'body.sha256') text += values.bodySha256 ?? '';
  }
  return text;
}
