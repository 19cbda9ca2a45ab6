import type { SignatureScheme } from '../../model/index.ts';
import { type CompiledCarrier, compileScheme } from '../compiled-scheme.ts';
import { describeScheme } from '../describe-scheme.ts';
import { fieldsOfTemplate } from '../header-fields.ts';
import { parsePlaceholders, type TemplateToken } from '../placeholder-template.ts';
import { isKeyPair } from '../signature-maker.ts';

export type ReadTarget = 'id' | 'timestamp' | 'signature';

/** A text of which one value is wanted: literal text before and after it. */
export interface ValueForm {
  target: ReadTarget;
  before: string;
  after: string;
}

/** How one header is read. */
export type HeaderRead =
  | { kind: 'constant'; header: string; value: string }
  /** `separator` null = one value; else several, each of the form, or (`isListInside`) a list inside of it. */
  | {
      kind: 'value';
      header: string;
      form: ValueForm;
      separator: string | null;
      isListInside: boolean;
      isOptional: boolean;
    }
  | {
      kind: 'fields';
      header: string;
      delimiter: string;
      fields: (ValueForm & { name: string; separator: string | null })[];
    };

export type ContentPiece =
  | { kind: 'text'; text: string }
  | { kind: 'header'; header: string }
  | {
      kind:
        | 'id'
        | 'timestamp'
        | 'body'
        | 'method'
        | 'url'
        | 'urlDecoded'
        | 'path'
        | 'query'
        | 'secret'
        | 'bodySha256'
        | 'bodyCrc32';
    };

/** A scheme as every language's template needs it: what to read, what to put together, what to compare. */
export interface VerifierPlan {
  scheme: SignatureScheme;
  words: string;
  reads: HeaderRead[];
  content: ContentPiece[];
  /** `sha256` of `hmac-sha256`; empty for what is no HMAC. */
  hash: string;
  kind: 'hmac' | 'digest' | 'pair' | 'token';
  /** Whether one signature only is allowed. */
  isSingle: boolean;
  needsUrl: boolean;
  needsMethod: boolean;
  /** Whether literal text around a value has to be taken off. */
  needsBetween: boolean;
}

/** Why there is no code for a scheme: one sentence. */
export class UnsupportedScheme extends Error {
  override readonly name = 'UnsupportedScheme';
}

/** Throws `UnsupportedScheme`. */
export function verifierPlan(scheme: SignatureScheme): VerifierPlan {
  const compiled = compileScheme(scheme);
  const [problem] = compiled.problems;
  if (problem !== undefined) throw new UnsupportedScheme(`The scheme cannot be used: ${problem.message}`);
  if (scheme.items !== undefined) throw unsupported('signs each item of a batch');
  if (compiled.bodyFields.length > 0) throw unsupported('carries its values in the body');
  if (compiled.query.length > 0) throw unsupported('carries values in the URL');
  const content = compiled.contentTokens.map(pieceOf);
  const uses = (...kinds: ContentPiece['kind'][]) => content.some(({ kind }) => kinds.includes(kind));
  const reads = compiled.headers.map((carrier) => readOf(scheme, carrier));
  return {
    scheme,
    words: describeScheme(scheme),
    reads,
    content,
    hash: scheme.algorithm.startsWith('hmac-') ? scheme.algorithm.slice('hmac-'.length) : '',
    kind: kindOf(scheme),
    // Rotation by two headers brings two signatures.
    isSingle: scheme.signatureSeparator === null && !reads.some((read) => read.kind === 'value' && read.isOptional),
    needsUrl: uses('url', 'urlDecoded', 'path', 'query'),
    needsMethod: uses('method'),
    needsBetween: reads.some(
      (read) =>
        (read.kind === 'value' && !isBare(read.form)) ||
        (read.kind === 'fields' && read.fields.some((each) => !isBare(each))),
    ),
  };
}

/** Nothing but the value. */
export function isBare({ before, after }: Pick<ValueForm, 'before' | 'after'>): boolean {
  return before === '' && after === '';
}

function kindOf({ algorithm }: SignatureScheme): VerifierPlan['kind'] {
  if (algorithm === 'token') return 'token';
  if (algorithm === 'sha256') return 'digest';
  return isKeyPair(algorithm) ? 'pair' : 'hmac';
}

function unsupported(what: string): UnsupportedScheme {
  return new UnsupportedScheme(`The scheme ${what}: there is no code for that yet. Use the vendor's library.`);
}

const pieceKinds = {
  id: 'id',
  timestamp: 'timestamp',
  body: 'body',
  method: 'method',
  url: 'url',
  'url.decoded': 'urlDecoded',
  path: 'path',
  query: 'query',
  secret: 'secret',
  'body.sha256': 'bodySha256',
  'body.crc32': 'bodyCrc32',
} as const;

function pieceOf(token: TemplateToken): ContentPiece {
  if (token.kind !== 'placeholder') return { kind: 'text', text: token.text };
  if (token.name === 'header') return { kind: 'header', header: token.argument.toLowerCase() };
  const kind = Object.entries(pieceKinds).find(([name]) => name === token.name)?.[1];
  if (kind !== undefined) return { kind };
  const what =
    token.name === 'form'
      ? 'the fields of a form'
      : token.name.startsWith('header')
        ? 'a list of headers'
        : 'fields of the body';
  throw unsupported(`signs ${what}`);
}

function readOf(scheme: SignatureScheme, carrier: CompiledCarrier): HeaderRead {
  const { value, tokens, name: header, forKey } = carrier;
  const placeholders = tokens.filter((token) => token.kind === 'placeholder');
  if (placeholders.length === 0) return { kind: 'constant', header, value };
  const isSignature = value.includes('{signature}');
  const separator = isSignature ? scheme.signatureSeparator : null;
  const isListInside = scheme.signatureList === 'signature';
  const fields = fieldsOfTemplate(value, isListInside ? null : separator);
  if (fields === null) {
    return { kind: 'value', header, form: formOf(tokens), separator, isListInside, isOptional: forKey !== null };
  }
  return {
    kind: 'fields',
    header,
    delimiter: fields.delimiter,
    fields: fields.parts.map(({ name, value: part }) => {
      const form = formOf(parsePlaceholders(part));
      const isList = form.target === 'signature' && separator !== null && separator.trim() !== fields.delimiter;
      return { name, ...form, separator: isList ? separator : null };
    }),
  };
}

function formOf(tokens: readonly TemplateToken[]): ValueForm {
  const at = tokens.findIndex((token) => token.kind === 'placeholder');
  const token = tokens[at];
  if (token?.kind !== 'placeholder' || tokens.filter(({ kind }) => kind === 'placeholder').length > 1) {
    throw unsupported('puts several values into one header without names');
  }
  const { name } = token;
  if (name !== 'id' && name !== 'timestamp' && name !== 'signature') throw unsupported(`sends {${name}}`);
  const text = (part: readonly TemplateToken[]) =>
    part.map((each) => (each.kind === 'placeholder' ? '' : each.text)).join('');
  return { target: name, before: text(tokens.slice(0, at)), after: text(tokens.slice(at + 1)) };
}
