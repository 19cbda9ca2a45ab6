import type { SignatureScheme } from '../model/index.ts';
import { fieldsOfTemplate } from './header-fields.ts';
import { countPlaceholder, hasPlaceholder, parsePlaceholders, type TemplateToken } from './placeholder-template.ts';

/** Why a scheme cannot be used, at the field of the scheme that has to change. */
export interface SchemeProblem {
  field: string;
  message: string;
}

const signatureCharacters = { hex: /[0-9a-f]/i, base64: /[A-Za-z0-9+/=]/, base64url: /[A-Za-z0-9_-]/ };
const printableAscii = /^[\x20-\x7e]*$/;

/**
 * What the schema cannot say: whether a receiver could take apart again what the scheme sends. A scheme with problems
 * neither signs nor verifies, so that no signature is accepted by accident.
 */
export function findSchemeProblems(scheme: SignatureScheme): SchemeProblem[] {
  const headers = scheme.headers.map((header) => parsePlaceholders(header.value));
  return [
    ...scheme.headers.flatMap((header, index) => headerProblems(scheme, header.value, headers[index] ?? [], index)),
    ...repeatedNames(scheme),
    ...contentProblems(scheme, headers),
    ...separatorProblems(scheme),
  ];
}

function headerProblems(scheme: SignatureScheme, value: string, tokens: TemplateToken[], index: number) {
  const field = `headers.${index}.value`;
  const problems: SchemeProblem[] = unknownWords(tokens, field);
  if (hasPlaceholder(tokens, 'body')) problems.push({ field, message: 'A header cannot carry {body}.' });
  if (!printableAscii.test(value)) {
    problems.push({ field, message: 'A header value may hold printable ASCII characters only.' });
  }
  for (const name of ['id', 'timestamp', 'signature'] as const) {
    if (countPlaceholder(tokens, name) > 1) problems.push({ field, message: `{${name}} stands here twice.` });
  }
  if (tokens.some((token, at) => token.kind === 'placeholder' && tokens[at + 1]?.kind === 'placeholder')) {
    problems.push({ field, message: 'Put text between two placeholders: a receiver could not tell them apart.' });
  }
  if (tokens.some((token, at) => token.kind === 'text' && isDigitsBesideTimestamp(token.text, tokens, at))) {
    problems.push({ field, message: 'The text between {timestamp} and its neighbour needs more than digits.' });
  }
  if (scheme.timestamp === null && hasPlaceholder(tokens, 'timestamp')) {
    problems.push({ field, message: 'The header carries {timestamp}, but the scheme has no timestamp settings.' });
  }
  return problems;
}

function isDigitsBesideTimestamp(text: string, tokens: readonly TemplateToken[], at: number): boolean {
  const neighbours = [tokens[at - 1], tokens[at + 1]];
  const isBetween = neighbours.every((token) => token?.kind === 'placeholder');
  const hasTimestamp = neighbours.some((token) => token?.kind === 'placeholder' && token.name === 'timestamp');
  return isBetween && hasTimestamp && /^\d*$/.test(text);
}

function contentProblems(scheme: SignatureScheme, headers: TemplateToken[][]): SchemeProblem[] {
  const content = parsePlaceholders(scheme.signedContent);
  const isCarried = (name: 'id' | 'timestamp' | 'signature') => headers.some((tokens) => hasPlaceholder(tokens, name));
  const problems = unknownWords(content, 'signedContent');
  const add = (field: string, message: string) => problems.push({ field, message });
  if (!hasPlaceholder(content, 'body')) add('signedContent', 'The signed content must contain {body}.');
  if (hasPlaceholder(content, 'signature')) add('signedContent', 'The signature cannot sign itself.');
  if (!isCarried('signature')) add('headers', 'No header carries {signature}.');
  if (hasPlaceholder(content, 'id') && !isCarried('id')) {
    add('headers', 'The id is signed, but no header carries {id}: receivers could not verify it.');
  }
  if (scheme.timestamp !== null && !isCarried('timestamp')) {
    add('headers', 'The scheme has a timestamp, but no header carries {timestamp}: its age could not be checked.');
  }
  if (scheme.timestamp === null && hasPlaceholder(content, 'timestamp')) {
    add('timestamp', '{timestamp} is signed, but the scheme has no timestamp settings.');
  }
  return problems;
}

function separatorProblems(scheme: SignatureScheme): SchemeProblem[] {
  const separator = scheme.signatureSeparator;
  if (separator === null) return [];
  const field = 'signatureSeparator';
  if (signatureCharacters[scheme.encoding].test(separator)) {
    return [{ field, message: `Signatures in ${scheme.encoding} contain a character of this separator.` }];
  }
  if (!printableAscii.test(separator)) return [{ field, message: 'Use printable ASCII characters only.' }];
  const clash = scheme.headers.find(({ value }) => {
    const fields = fieldsOfTemplate(value.trim(), separator);
    const part =
      fields === null ? value.trim() : fields.parts.find((each) => each.value.includes('{signature}'))?.value;
    return part?.includes('{signature}') && part.includes(separator);
  });
  if (clash === undefined) return [];
  return [{ field, message: `The value of ${clash.name} contains the separator itself: a list could not be split.` }];
}

function repeatedNames(scheme: SignatureScheme): SchemeProblem[] {
  const names = scheme.headers.map((header) => header.name.toLowerCase());
  return names.flatMap((name, index) =>
    names.indexOf(name) < index ? [{ field: `headers.${index}.name`, message: `${name} is listed twice.` }] : [],
  );
}

function unknownWords(tokens: readonly TemplateToken[], field: string): SchemeProblem[] {
  return tokens.flatMap((token) =>
    token.kind === 'unknown'
      ? [{ field, message: `${token.text} is not known. Use {id}, {timestamp}, {body} or {signature}.` }]
      : [],
  );
}
