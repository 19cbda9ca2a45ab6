import type { HeaderPair, SignatureScheme, Verification } from '../model/index.ts';
import type { CompiledScheme } from './compiled-scheme.ts';
import type { Captures } from './element-pattern.ts';
import { type HeaderPattern, shorten } from './header-pattern.ts';
import { findJson, type JsonSpan, jsonValueText } from './json-text.ts';
import { queryValues } from './request-url.ts';
import { readTimestamp, timestampForm } from './timestamp-text.ts';

/** Where a request's values are read from. `json` is asked for only by schemes that read the body's fields. */
export interface ReceivedParts {
  headers: readonly HeaderPair[];
  /** Null = not known. */
  url: string | null;
  /** One character per byte; null when the body is not JSON. */
  json: () => string | null;
  /** The element of the JSON body that is read, or null for the whole. */
  item: JsonSpan | null;
}

export interface SignatureGroup {
  header: string;
  signatures: string[];
  /** One of the headers of a rotation: any one of them has to match, and not all need to be there. */
  isAlternative: boolean;
}

/** What a request says about its signature. */
export interface ReceivedSignature {
  /** Empty when the scheme has no id. */
  id: string;
  /** As sent; null when the scheme has no time. */
  timestamp: string | null;
  /** Names of the signed headers as sent; empty when the scheme has none. */
  headerNames: string;
  /** The hash of the body that the sender wrote down; null when the scheme has none. */
  bodySha256: string | null;
  /** One entry per header or field that carries signatures: each of them has to match. */
  groups: SignatureGroup[];
}

export type SignatureReading =
  | { isReadable: true; received: ReceivedSignature }
  | { isReadable: false; code: Verification['code']; message: string; signatures: string[]; timestamp: string | null };

/** Reads every value of the scheme. Header names are compared without case; every occurrence of a header counts. */
export function readSignature(
  scheme: SignatureScheme,
  compiled: CompiledScheme,
  parts: ReceivedParts,
): SignatureReading {
  const found: Captures[] = [];
  const groups: SignatureGroup[] = [];
  const refuse = (code: Verification['code'], message: string): SignatureReading => ({
    isReadable: false,
    code,
    message,
    signatures: groups.flatMap((group) => group.signatures),
    timestamp: found.find((each) => each.timestamp !== undefined)?.timestamp ?? null,
  });
  for (const pattern of compiled.patterns) {
    const values = valuesOf(parts, pattern);
    if (!Array.isArray(values)) return refuse(values.code, values.message);
    if (values.length === 0) {
      if (pattern.forKey !== null) continue;
      return refuse(...missing(pattern, parts.headers));
    }
    const captured: Captures[] = [];
    for (const value of values) {
      const reading = pattern.read(value);
      if (!reading.isReadable) return refuse(reading.code, reading.message);
      captured.push(...reading.found);
    }
    found.push(...captured);
    if (!pattern.carriesSignature) continue;
    const signatures = distinct(captured.map((each) => each.signature)).filter((text) => text !== '');
    groups.push({ header: pattern.name, signatures, isAlternative: pattern.forKey !== null });
    if (signatures.length === 0) return refuse('malformed-header', `${pattern.name} holds no signature.`);
    if (signatures.length > 1 && scheme.signatureSeparator === null) {
      const message = `${pattern.name} holds ${signatures.length} different signatures; ${scheme.name} allows one.`;
      return refuse('malformed-header', message);
    }
  }
  const unsent = compiled.patterns.find((pattern) => pattern.carriesSignature);
  if (groups.length === 0 && unsent !== undefined) return refuse(...missing(unsent, parts.headers));
  const ids = distinct(found.map((each) => each.id));
  const timestamps = distinct(found.map((each) => each.timestamp));
  if (ids.length > 1) return refuse('malformed-header', `The headers name different ids: ${quoted(ids)}.`);
  if (ids[0] === '') return refuse('malformed-header', 'The message id is empty.');
  if (timestamps.length > 1) {
    return refuse('malformed-header', `The headers hold different timestamps: ${quoted(timestamps)}.`);
  }
  const timestamp = timestamps[0] ?? null;
  if (timestamp === '') return refuse('missing-timestamp', 'The timestamp is empty.');
  const unit = scheme.timestamp?.unit ?? 'seconds';
  if (timestamp !== null && readTimestamp(timestamp, unit) === null) {
    return refuse('malformed-header', `The timestamp is "${shorten(timestamp)}"; it has to be ${timestampForm(unit)}.`);
  }
  const headerNames = distinct(found.map((each) => each.headerNames));
  if (headerNames.length > 1) return refuse('malformed-header', `The signed headers are listed in different ways.`);
  const bodySha256 = found.find((each) => each.bodySha256 !== undefined)?.bodySha256 ?? null;
  return {
    isReadable: true,
    received: { id: ids[0] ?? '', timestamp, headerNames: headerNames[0] ?? '', bodySha256, groups },
  };
}

type Refusal = { code: Verification['code']; message: string };

function valuesOf(parts: ReceivedParts, pattern: HeaderPattern): string[] | Refusal {
  switch (pattern.place) {
    case 'header':
      return headerValues(parts.headers, pattern.lowerCaseName);
    case 'query':
      if (parts.url !== null && parts.url !== '') return queryValues(parts.url, pattern.name);
      return {
        code: 'missing-url',
        message: `${pattern.name} is read from the URL's query, and the URL is not known.`,
      };
    case 'bodyField': {
      const text = parts.json();
      if (text === null) {
        return {
          code: 'malformed-body',
          message: `${pattern.name} is read from a JSON body, and the body is not JSON.`,
        };
      }
      const span = findJson(text, pattern.name, parts.item ?? { start: 0, end: text.length });
      return span === null ? [] : [jsonValueText(text, span)];
    }
  }
}

function headerValues(headers: readonly HeaderPair[], lowerCaseName: string): string[] {
  const values: string[] = [];
  for (const [name, value] of headers) {
    if (name.length === lowerCaseName.length && name.toLowerCase() === lowerCaseName) values.push(value);
  }
  return values;
}

function distinct(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}

function quoted(values: readonly string[]): string {
  return values.map((value) => `"${shorten(value)}"`).join(', ');
}

/** Names a header that may have been meant: another one that speaks of a signature. */
function missing(pattern: HeaderPattern, headers: readonly HeaderPair[]): [Verification['code'], string] {
  if (pattern.place === 'query') return ['missing-field', `The URL has no query parameter ${pattern.name}.`];
  if (pattern.place === 'bodyField') {
    return ['missing-field', `The body has no field ${pattern.name}. Check that the sender signs with this scheme.`];
  }
  const similar = pattern.carriesSignature
    ? headers.map(([name]) => name).filter((name) => /signature|hmac/i.test(name))
    : [];
  const hint =
    similar.length > 0
      ? `The request has ${shorten(similar.join(', '))} instead: check the scheme.`
      : 'Check that the sender signs with this scheme and that no proxy removes the header.';
  return ['missing-header', `There is no ${pattern.name} header. ${hint}`];
}
