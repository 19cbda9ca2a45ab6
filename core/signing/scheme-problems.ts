import type { SignatureScheme } from '../model/index.ts';
import { contentProblems } from './content-problems.ts';
import { fieldsOfTemplate } from './header-fields.ts';
import {
  carriedNames,
  countPlaceholder,
  hasPlaceholder,
  parsePlaceholders,
  type TemplateToken,
} from './placeholder-template.ts';
import { type SchemeProblem, type SentTemplate, unknownWords } from './scheme-problem.ts';
import { isKeyPair } from './signature-maker.ts';

export type { SchemeProblem };

const signatureCharacters = { hex: /[0-9a-f]/i, base64: /[A-Za-z0-9+/=]/, base64url: /[A-Za-z0-9_-]/ };
const printableAscii = /^[\x20-\x7e]*$/;

/**
 * What the schema cannot say: whether a receiver could take apart again what the scheme sends. A scheme with problems
 * neither signs nor verifies, so that no signature is accepted by accident.
 */
export function findSchemeProblems(scheme: SignatureScheme): SchemeProblem[] {
  const sent = sentTemplates(scheme);
  return [
    ...sent.flatMap((each) => sentProblems(scheme, each)),
    ...repeatedNames(scheme),
    ...contentProblems(scheme, sent),
    ...separatorProblems(scheme, sent),
    ...keyProblems(scheme),
    ...settingProblems(scheme),
  ];
}

function sentTemplates(scheme: SignatureScheme): SentTemplate[] {
  const of = (field: string, noun: SentTemplate['noun'], value: string): SentTemplate => {
    return { field, noun, value, tokens: parsePlaceholders(value) };
  };
  return [
    ...scheme.headers.map(({ value }, index) => of(`headers.${index}.value`, 'header', value)),
    ...(scheme.query ?? []).map(({ value }, index) => of(`query.${index}.value`, 'query parameter', value)),
    ...(scheme.bodyFields ?? []).map(({ value }, index) => of(`bodyFields.${index}.value`, 'body field', value)),
  ];
}

function sentProblems(scheme: SignatureScheme, { field, noun, value, tokens }: SentTemplate): SchemeProblem[] {
  const problems: SchemeProblem[] = unknownWords(tokens, field);
  for (const token of tokens) {
    if (token.kind !== 'placeholder' || token.name === 'setting') continue;
    if (!carriedNames.some((name) => name === token.name)) {
      problems.push({ field, message: `A ${noun} cannot carry {${token.name}}.` });
    }
  }
  if (!printableAscii.test(value)) {
    problems.push({ field, message: `A ${noun}'s value may hold printable ASCII characters only.` });
  }
  for (const name of carriedNames) {
    if (countPlaceholder(tokens, name) > 1) problems.push({ field, message: `{${name}} stands here twice.` });
  }
  if (tokens.some((token, at) => token.kind === 'placeholder' && tokens[at + 1]?.kind === 'placeholder')) {
    problems.push({ field, message: 'Put text between two placeholders: a receiver could not tell them apart.' });
  }
  if (tokens.some((token, at) => token.kind === 'text' && isDigitsBesideTimestamp(token.text, tokens, at))) {
    problems.push({ field, message: 'The text between {timestamp} and its neighbour needs more than digits.' });
  }
  if (scheme.timestamp === null && hasPlaceholder(tokens, 'timestamp')) {
    problems.push({ field, message: `The ${noun} carries {timestamp}, but the scheme has no timestamp settings.` });
  }
  if (noun === 'body field' && hasPlaceholder(tokens, 'body.sha256')) {
    problems.push({ field, message: 'A field of the body cannot carry the hash of the body.' });
  }
  return problems;
}

function isDigitsBesideTimestamp(text: string, tokens: readonly TemplateToken[], at: number): boolean {
  const neighbours = [tokens[at - 1], tokens[at + 1]];
  const isBetween = neighbours.every((token) => token?.kind === 'placeholder');
  const hasTimestamp = neighbours.some((token) => token?.kind === 'placeholder' && token.name === 'timestamp');
  return isBetween && hasTimestamp && /^\d*$/.test(text);
}

function separatorProblems(scheme: SignatureScheme, sent: readonly SentTemplate[]): SchemeProblem[] {
  const separator = scheme.signatureSeparator;
  if (separator === null) return [];
  const field = 'signatureSeparator';
  if (scheme.algorithm === 'token')
    return [{ field, message: 'A token may hold any character: no list can be split.' }];
  if (signatureCharacters[scheme.encoding].test(separator)) {
    return [{ field, message: `Signatures in ${scheme.encoding} contain a character of this separator.` }];
  }
  if (!printableAscii.test(separator)) return [{ field, message: 'Use printable ASCII characters only.' }];
  if (scheme.signatureList === 'signature') return [];
  const clash = sent.find(({ value }) => {
    const fields = fieldsOfTemplate(value.trim(), separator);
    const part =
      fields === null ? value.trim() : fields.parts.find((each) => each.value.includes('{signature}'))?.value;
    return part?.includes('{signature}') && part.includes(separator);
  });
  if (clash === undefined) return [];
  return [{ field, message: `The value at ${clash.field} contains the separator itself: a list could not be split.` }];
}

function repeatedNames(scheme: SignatureScheme): SchemeProblem[] {
  const lists: [string, string[]][] = [
    ['headers', scheme.headers.map(({ name }) => name.toLowerCase())],
    ['query', (scheme.query ?? []).map(({ name }) => name)],
    ['bodyFields', (scheme.bodyFields ?? []).map(({ path }) => path)],
  ];
  return lists.flatMap(([list, names]) =>
    names.flatMap((name, index) => {
      const field = `${list}.${index}.${list === 'bodyFields' ? 'path' : 'name'}`;
      return names.indexOf(name) < index ? [{ field, message: `${name} is listed twice.` }] : [];
    }),
  );
}

function settingProblems({
  headers,
  query,
  bodyFields,
  signedContent,
  settings = {},
}: SignatureScheme): SchemeProblem[] {
  const texts = [...headers, ...(query ?? []), ...(bodyFields ?? [])].map(({ value }) => value);
  const names = [signedContent, ...texts].flatMap((text) =>
    parsePlaceholders(text).flatMap((token) =>
      token.kind === 'placeholder' && token.name === 'setting' ? token.argument : [],
    ),
  );
  return [...new Set(names)]
    .filter((name) => !Object.hasOwn(settings, name))
    .map((name) => ({ field: 'settings', message: `{setting:${name}} is used, but there is no such setting.` }));
}

function keyProblems({ algorithm, key, verifyingKey }: SignatureScheme): SchemeProblem[] {
  const problems: SchemeProblem[] = [];
  const isPair = isKeyPair(algorithm);
  if (isPair && key.decoding === 'utf8') {
    problems.push({ field: 'key.decoding', message: 'A key pair is not text: choose PEM, base64 or hex.' });
  }
  if (!isPair && key.decoding === 'pem') {
    problems.push({ field: 'key.decoding', message: 'PEM holds key pairs, and this algorithm uses a shared secret.' });
  }
  if (verifyingKey === undefined) return problems;
  if (!isPair) problems.push({ field: 'verifyingKey', message: 'A shared secret has no key of its own to verify.' });
  else if (verifyingKey.decoding === 'utf8') {
    problems.push({ field: 'verifyingKey.decoding', message: 'A public key is not text: choose PEM, base64 or hex.' });
  }
  return problems;
}
