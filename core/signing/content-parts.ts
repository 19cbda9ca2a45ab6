import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { HeaderPair } from '../model/index.ts';
import { formText } from './form-fields.ts';
import { findJson, type JsonSpan, jsonText, jsonValueText } from './json-text.ts';
import { placeholderText, type TemplateToken } from './placeholder-template.ts';
import { decodePunctuation, pathOf, queryOf } from './request-url.ts';

/** What a scheme may sign of a request. */
export interface ContentFacts {
  id: string;
  /** As sent; empty when the scheme has no time. */
  timestamp: string;
  body: Uint8Array;
  /** Null = not known. */
  method: string | null;
  url: string | null;
  headers: readonly HeaderPair[];
  /** The headers that `{headerNames}` stands for, as sent. */
  headerNames: string;
  /** Bytes of the key; they stand in the content of plain digests. */
  secret: Uint8Array;
  /** The element of the JSON body that is being signed, when the scheme signs each of them. */
  item: JsonSpan | null;
}

/** One stretch of the signed content, with where it came from. */
export interface SignedPart {
  /** The placeholder as the scheme writes it, or null for the scheme's own text. */
  placeholder: string | null;
  bytes: Uint8Array;
}

/** The request lacks what the scheme signs. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
  readonly code: 'malformed-body' | 'missing-url';

  constructor(code: ContentError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

const encoder = new TextEncoder();

/** The signed content piece by piece; joined, the pieces are the bytes that are signed. Throws `ContentError`. */
export function contentParts(tokens: readonly TemplateToken[], facts: ContentFacts): SignedPart[] {
  let json: string | null | undefined;
  const readJson = (): { text: string; within: JsonSpan } => {
    if (json === undefined) json = jsonText(facts.body);
    if (json === null) {
      throw new ContentError('malformed-body', 'The scheme signs fields of a JSON body, and the body is not JSON.');
    }
    return { text: json, within: facts.item ?? { start: 0, end: json.length } };
  };
  return tokens.map((token) => {
    if (token.kind !== 'placeholder') return { placeholder: null, bytes: encoder.encode(token.text) };
    return { placeholder: placeholderText(token), bytes: bytesOf(token, facts, readJson) };
  });
}

export function joinParts(parts: readonly SignedPart[]): Uint8Array {
  const content = new Uint8Array(parts.reduce((size, { bytes }) => size + bytes.length, 0));
  let offset = 0;
  for (const { bytes } of parts) {
    content.set(bytes, offset);
    offset += bytes.length;
  }
  return content;
}

type Placeholder = Extract<TemplateToken, { kind: 'placeholder' }>;

function bytesOf(
  { name, argument }: Placeholder,
  facts: ContentFacts,
  readJson: () => { text: string; within: JsonSpan },
): Uint8Array {
  if (name === 'body') return facts.body;
  if (name === 'secret') return facts.secret;
  return encoder.encode(textOf(name, argument, facts, readJson));
}

function textOf(
  name: Placeholder['name'],
  argument: string,
  facts: ContentFacts,
  readJson: () => { text: string; within: JsonSpan },
): string {
  switch (name) {
    case 'id':
    case 'timestamp':
    case 'headerNames':
      return facts[name];
    case 'method':
      return known(facts.method, 'method').toUpperCase();
    case 'url':
      return sentUrl(facts.url);
    case 'url.decoded':
      return decodePunctuation(sentUrl(facts.url));
    case 'path':
      return pathOf(known(facts.url, 'URL'));
    case 'query':
      return queryOf(known(facts.url, 'URL'));
    case 'header':
      return headerText(facts.headers, argument);
    case 'headerValues':
      return splitNames(facts.headerNames)
        .map((each) => headerText(facts.headers, each))
        .join('.');
    case 'form':
      return formText(facts.body);
    case 'body.sha256':
      return bodySha256(facts.body);
    case 'body.crc32':
      return String(crc32(facts.body));
    case 'json': {
      const { text, within } = readJson();
      return fieldText(text, argument, within) ?? '';
    }
    case 'lines': {
      const { text, within } = readJson();
      return argument
        .split(',')
        .map((path) => ({ path, value: fieldText(text, path, within) }))
        .map(({ path, value }) => (value === null ? '' : `${path}\n${value}\n`))
        .join('');
    }
    case 'body':
    case 'secret':
    case 'setting':
    case 'signature':
      return '';
  }
}

function fieldText(text: string, path: string, within: JsonSpan): string | null {
  const span = findJson(text, path, within);
  return span === null ? null : jsonValueText(text, span);
}

function known(value: string | null, what: string): string {
  if (value !== null && value !== '') return value;
  throw new ContentError('missing-url', `The scheme signs the ${what} of the request, and it is not known here.`);
}

/** What stands after "#" is never sent, so nobody can sign it. */
function sentUrl(url: string | null): string {
  return known(url, 'URL').split('#', 1)[0] ?? '';
}

/** Every value of a header, as HTTP joins them. */
function headerText(headers: readonly HeaderPair[], name: string): string {
  const lowerCaseName = name.toLowerCase();
  return headers
    .filter(([each]) => each.toLowerCase() === lowerCaseName)
    .map(([, value]) => value.trim())
    .join(', ');
}

export function splitNames(text: string): string[] {
  return text.split(' ').filter((name) => name !== '');
}

export function bodySha256(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}

/** The signed content for people and logs: the key never stands in it. */
export function shownContent(parts: readonly SignedPart[]): Uint8Array {
  return joinParts(
    parts.map((part) => (part.placeholder === '{secret}' ? { ...part, bytes: encoder.encode('{secret}') } : part)),
  );
}
