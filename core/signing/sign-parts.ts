import type { HeaderPair, RenderedRequest, SignatureScheme, SignedRequest } from '../model/index.ts';
import { carriedText } from './carried-values.ts';
import { type CompiledCarrier, type CompiledScheme, secretBytes } from './compiled-scheme.ts';
import { bodySha256, ContentError, contentParts, joinParts, shownContent } from './content-parts.ts';
import { findJsonItems, type JsonSpan, jsonText, setJson } from './json-text.ts';
import { type CarriedValues, fillPlaceholders, hasPlaceholder } from './placeholder-template.ts';
import { withQueryParameter } from './request-url.ts';
import { SigningError, type SigningKey } from './signing-key.ts';
import { writeTimestamp } from './timestamp-text.ts';

export interface SignPartsInput {
  scheme: SignatureScheme;
  compiled: CompiledScheme;
  /** The current key first. */
  signingKeys: readonly SigningKey[];
  request: RenderedRequest;
  messageId: string;
  timestampMs: number;
}

/**
 * Signs by every rule of the language: values in query and body, key pairs, several keys. What carries no signature is
 * written first, because it may be signed. Throws `SigningError`.
 */
export function signParts(input: SignPartsInput): SignedRequest {
  const { scheme, compiled, signingKeys, request, messageId, timestampMs } = input;
  const [current] = signingKeys;
  if (current === undefined) throw new SigningError('key-empty', 'There is no key to sign with.');
  const timestamp = scheme.timestamp === null ? null : writeTimestamp(timestampMs, scheme.timestamp.unit);
  const kept = keptHeaders(request.headers, compiled);
  const headerNames = (scheme.signedHeaders ?? []).join(' ');
  const values = { id: messageId, timestamp: timestamp ?? '', headerNames };
  let body = request.body;
  const bodyBefore = compiled.bodyFields.filter((field) => !carriesSignature(field));
  const bodyAfter = compiled.bodyFields.filter(carriesSignature);
  const itemCount = scheme.items === undefined ? 1 : itemsOf(scheme, body).length;
  if (itemCount === 0) throw new SigningError('malformed-body', `The body has no items at ${scheme.items}.`);
  let signedContent: Uint8Array = new Uint8Array();
  let signatures: string[] = [];
  let url = request.url;
  for (let item = 0; item < itemCount; item += 1) {
    for (const field of bodyBefore) body = withField(scheme, body, item, field, { ...values, signature: '' });
  }
  const bodyHash = needsBodyHash(compiled) ? bodySha256(body) : '';
  for (const { name, tokens } of compiled.query.filter((each) => !carriesSignature(each))) {
    const value = fillPlaceholders(tokens, { ...values, bodySha256: bodyHash, signature: '' });
    url = withQueryParameter(url, name, value);
  }
  for (let item = 0; item < itemCount; item += 1) {
    const itemSpan = scheme.items === undefined ? null : (itemsOf(scheme, body)[item] ?? null);
    const facts = { ...values, body, method: request.method, url, headers: kept, item: itemSpan };
    const made = signingKeys.map((key) => {
      const parts = partsOrRefusal(compiled, { ...facts, secret: secretBytes(key) });
      return { shown: shownContent(parts), signature: madeSignature(scheme, compiled, key, joinParts(parts)) };
    });
    signatures = made.map(({ signature }) => signature);
    if (item === 0) signedContent = made[0]?.shown ?? signedContent;
    for (const field of bodyAfter) {
      const text = carriedText(scheme, field, values, signatures);
      body = setField(scheme, body, item, field, text);
    }
  }
  const sent = { ...values, bodySha256: needsBodyHash(compiled) ? bodySha256(body) : '' };
  for (const parameter of compiled.query.filter(carriesSignature)) {
    url = withQueryParameter(url, parameter.name, carriedText(scheme, parameter, sent, signatures));
  }
  for (const header of compiled.headers) {
    const chosen = signaturesFor(header, signatures);
    if (chosen.length > 0) kept.push([header.name, carriedText(scheme, header, sent, chosen)]);
  }
  return {
    method: request.method,
    url,
    headers: kept,
    body,
    signature: {
      schemeName: scheme.name,
      algorithm: scheme.algorithm,
      signedContent,
      // A token is its own signature, and a trace never holds the key.
      signature: scheme.algorithm === 'token' ? '' : (signatures[0] ?? ''),
      messageId,
      timestamp,
      keyFingerprint: current.fingerprint,
    },
  };
}

function signaturesFor({ forKey }: CompiledCarrier, signatures: readonly string[]): readonly string[] {
  if (forKey === null) return signatures;
  return forKey === 'current' ? signatures.slice(0, 1) : signatures.slice(1, 2);
}

function madeSignature(scheme: SignatureScheme, { maker }: CompiledScheme, key: SigningKey, content: Uint8Array) {
  const signature = maker.make(key, content);
  if (scheme.algorithm === 'token' && !/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(signature)) {
    throw new SigningError('key-malformed', 'A token is sent as it is: printable ASCII without blanks around it.');
  }
  return signature;
}

function partsOrRefusal(compiled: CompiledScheme, facts: Parameters<typeof contentParts>[1]) {
  try {
    return contentParts(compiled.contentTokens, facts);
  } catch (error) {
    if (error instanceof ContentError) throw new SigningError(error.code, error.message);
    throw error;
  }
}

function carriesSignature({ tokens }: CompiledCarrier): boolean {
  return hasPlaceholder(tokens, 'signature');
}

function needsBodyHash({ headers, query }: CompiledScheme): boolean {
  return [...headers, ...query].some(({ tokens }) => hasPlaceholder(tokens, 'body.sha256'));
}

function keptHeaders(headers: readonly HeaderPair[], compiled: CompiledScheme): HeaderPair[] {
  const own = new Set(compiled.headers.map(({ lowerCaseName }) => lowerCaseName));
  return headers.filter(([name]) => !own.has(name.toLowerCase()));
}

function itemsOf(scheme: SignatureScheme, body: Uint8Array): JsonSpan[] {
  const text = readableJson(body);
  const whole = { start: 0, end: text.length };
  return scheme.items === undefined ? [whole] : findJsonItems(text, scheme.items, whole);
}

function withField(
  scheme: SignatureScheme,
  body: Uint8Array,
  item: number,
  field: CompiledCarrier,
  values: CarriedValues,
): Uint8Array {
  return setField(scheme, body, item, field, fillPlaceholders(field.tokens, values));
}

function setField(
  scheme: SignatureScheme,
  body: Uint8Array,
  item: number,
  field: CompiledCarrier,
  value: string,
): Uint8Array {
  const text = readableJson(body);
  const within = itemsOf(scheme, body)[item] ?? { start: 0, end: text.length };
  const written = setJson(text, field.name, field.isNumber ? value : JSON.stringify(value), within);
  if (written === null) {
    throw new SigningError('malformed-body', `The body has no place for the field ${field.name}.`);
  }
  return new Uint8Array(Buffer.from(written, 'latin1'));
}

function readableJson(body: Uint8Array): string {
  const text = jsonText(body);
  if (text !== null) return text;
  throw new SigningError('malformed-body', 'The scheme writes into a JSON body, and the body is not JSON.');
}
