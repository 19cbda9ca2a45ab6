import type { SignatureScheme } from '../model/index.ts';
import { type Carrier, type CarrierPlace, type HeaderPattern, headerPattern } from './header-pattern.ts';
import { privateKeyOf, publicKeyOf } from './key-pair.ts';
import {
  type CarriedName,
  fillSettings,
  hasPlaceholder,
  type PlaceholderName,
  parsePlaceholders,
  type TemplateToken,
} from './placeholder-template.ts';
import { findSchemeProblems, type SchemeProblem } from './scheme-problems.ts';
import { isHmac, isKeyPair, type SignatureMaker, signatureMaker } from './signature-maker.ts';
import { type ContentBuilder, contentBuilder } from './signed-content.ts';
import { decodeKey, type KeyRing, keyFingerprint, keyRing, type SigningKey } from './signing-key.ts';

/** A value that is sent, ready to be filled in. */
export interface CompiledCarrier extends Carrier {
  lowerCaseName: string;
  tokens: TemplateToken[];
}

/** A scheme ready for use: signing and verifying read the same definition through it. */
export interface CompiledScheme {
  problems: SchemeProblem[];
  headers: CompiledCarrier[];
  query: CompiledCarrier[];
  bodyFields: CompiledCarrier[];
  patterns: HeaderPattern[];
  contentTokens: TemplateToken[];
  /** For simple schemes: id, timestamp and body only. */
  buildContent: ContentBuilder;
  /** HMAC over id, timestamp and body, carried in headers: the short way to sign. */
  isSimple: boolean;
  /** The key that signs. Throws `SigningError`. */
  key: KeyRing;
  /** The key that verifies. Throws `SigningError`. */
  verifyingKey: KeyRing;
  maker: SignatureMaker;
}

const compiled = new WeakMap<SignatureScheme, CompiledScheme>();

/** Compiles once per scheme object, which is taken as unchanging data. */
export function compileScheme(scheme: SignatureScheme): CompiledScheme {
  const known = compiled.get(scheme);
  if (known !== undefined) return known;
  const problems = findSchemeProblems(scheme);
  const carriers = schemeCarriers(scheme).map(compileCarrier);
  const placed = (place: CarrierPlace) => carriers.filter((carrier) => carrier.place === place);
  const contentTokens = fillSettings(parsePlaceholders(scheme.signedContent), scheme.settings ?? {});
  const result: CompiledScheme = {
    problems,
    headers: placed('header'),
    query: placed('query'),
    bodyFields: placed('bodyField'),
    // A pattern can only be made of values that can be taken apart.
    patterns: problems.length > 0 ? [] : carriers.map((carrier) => headerPattern(scheme, carrier)),
    contentTokens,
    buildContent: contentBuilder(contentTokens),
    isSimple: isSimpleScheme(scheme, carriers, contentTokens),
    ...keysOf(scheme),
    maker: signatureMaker(scheme),
  };
  compiled.set(scheme, result);
  return result;
}

/** Everything a scheme sends, in the order it is written; values whose setting is empty are left out. */
export function schemeCarriers(scheme: SignatureScheme): Carrier[] {
  const settings = scheme.settings ?? {};
  const carriers: Carrier[] = [];
  const add = (place: CarrierPlace, name: string, template: string, rest: Partial<Carrier>) => {
    const value = carriedText(template, settings);
    if (value !== null) carriers.push({ place, name, value, forKey: null, isNumber: false, ...rest });
  };
  for (const { name, value, forKey = null } of scheme.headers) add('header', name, value, { forKey });
  for (const { name, value } of scheme.query ?? []) add('query', name, value, {});
  for (const { path, value, isNumber = false } of scheme.bodyFields ?? []) add('bodyField', path, value, { isNumber });
  return carriers;
}

/** Settings put in; null when one of them is empty. */
function carriedText(template: string, settings: Readonly<Record<string, string>>): string | null {
  const tokens = parsePlaceholders(template);
  if (!hasPlaceholder(tokens, 'setting')) return template;
  let isEmpty = false;
  const text = template.replace(/\{setting:([^{}]*)\}/g, (_, name: string) => {
    const value = Object.hasOwn(settings, name) ? (settings[name] ?? '') : '';
    if (value === '') isEmpty = true;
    return value;
  });
  return isEmpty ? null : text;
}

function compileCarrier(carrier: Carrier): CompiledCarrier {
  // The wire drops blanks around a header value.
  const value = carrier.place === 'header' ? carrier.value.trim() : carrier.value;
  return { ...carrier, value, lowerCaseName: carrier.name.toLowerCase(), tokens: parsePlaceholders(value) };
}

const simpleContent: readonly PlaceholderName[] = ['id', 'timestamp', 'body'];
const simpleCarried: readonly CarriedName[] = ['id', 'timestamp', 'signature'];

function isSimpleScheme(
  scheme: SignatureScheme,
  carriers: readonly CompiledCarrier[],
  contentTokens: readonly TemplateToken[],
): boolean {
  const holdsOnly = (tokens: readonly TemplateToken[], names: readonly PlaceholderName[]) =>
    tokens.every((token) => token.kind !== 'placeholder' || names.includes(token.name));
  return (
    isHmac(scheme.algorithm) &&
    scheme.items === undefined &&
    holdsOnly(contentTokens, simpleContent) &&
    carriers.every(({ place, forKey, tokens }) => {
      return place === 'header' && forKey === null && holdsOnly(tokens, simpleCarried);
    })
  );
}

function keysOf(scheme: SignatureScheme): Pick<CompiledScheme, 'key' | 'verifyingKey'> {
  if (isKeyPair(scheme.algorithm)) {
    return { key: (text) => privateKeyOf(scheme, text), verifyingKey: (text) => publicKeyOf(scheme, text) };
  }
  const ring = isHmac(scheme.algorithm) ? keyRing(scheme.key) : (text: string) => plainKey(scheme, text);
  return { key: ring, verifyingKey: ring };
}

/** For what is no HMAC the bytes themselves are needed, never a KeyObject. */
function plainKey(scheme: SignatureScheme, text: string): SigningKey {
  const secret = decodeKey(scheme.key, text);
  return { secret, fingerprint: keyFingerprint(secret) };
}

/** The bytes of a key that stand in the signed content; a key pair has none there. */
export function secretBytes({ secret }: SigningKey): Uint8Array {
  return secret instanceof Uint8Array ? secret : new Uint8Array();
}

/** One sentence on why a scheme cannot be used; null when it can. */
export function schemeRefusal(scheme: SignatureScheme, { problems }: CompiledScheme): string | null {
  const first = problems[0];
  return first === undefined
    ? null
    : `The signature scheme "${scheme.name}" cannot be used (${first.field}): ${first.message}`;
}
