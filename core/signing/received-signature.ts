import type { HeaderPair, SignatureScheme, Verification } from '../model/index.ts';
import type { CompiledScheme } from './compiled-scheme.ts';
import type { Captures } from './element-pattern.ts';
import { type HeaderPattern, shorten } from './header-pattern.ts';

/** What the headers of a request say about its signature. */
export interface ReceivedSignature {
  /** Empty when the scheme has no id. */
  id: string;
  /** As in the header; null when the scheme has no time. */
  timestamp: string | null;
  /** One entry per header that carries signatures: each of them has to match. */
  groups: { header: string; signatures: string[] }[];
}

export type SignatureReading =
  | { isReadable: true; received: ReceivedSignature }
  | { isReadable: false; code: Verification['code']; message: string; signatures: string[]; timestamp: string | null };

/** Digits only: a lenient parser would accept a stamp other than the one that was signed. */
const digitsOnly = /^\d{1,17}$/;

/** Reads every header of the scheme. Names are compared without case; every occurrence of a header counts. */
export function readSignature(
  scheme: SignatureScheme,
  compiled: CompiledScheme,
  headers: readonly HeaderPair[],
): SignatureReading {
  const found: Captures[] = [];
  const groups: ReceivedSignature['groups'] = [];
  const refuse = (code: Verification['code'], message: string): SignatureReading => ({
    isReadable: false,
    code,
    message,
    signatures: groups.flatMap((group) => group.signatures),
    timestamp: found.find((each) => each.timestamp !== undefined)?.timestamp ?? null,
  });
  for (const pattern of compiled.patterns) {
    const values = valuesOf(headers, pattern.lowerCaseName);
    if (values.length === 0) return refuse('missing-header', missingMessage(pattern, headers));
    const captured: Captures[] = [];
    for (const value of values) {
      const reading = pattern.read(value);
      if (!reading.isReadable) return refuse(reading.code, reading.message);
      captured.push(...reading.found);
    }
    found.push(...captured);
    if (!pattern.carriesSignature) continue;
    const signatures = distinct(captured.map((each) => each.signature)).filter((text) => text !== '');
    groups.push({ header: pattern.name, signatures });
    if (signatures.length === 0) return refuse('malformed-header', `${pattern.name} holds no signature.`);
    if (signatures.length > 1 && scheme.signatureSeparator === null) {
      const message = `${pattern.name} holds ${signatures.length} different signatures; ${scheme.name} allows one.`;
      return refuse('malformed-header', message);
    }
  }
  const ids = distinct(found.map((each) => each.id));
  const timestamps = distinct(found.map((each) => each.timestamp));
  if (ids.length > 1) return refuse('malformed-header', `The headers name different ids: ${quoted(ids)}.`);
  if (ids[0] === '') return refuse('malformed-header', 'The message id is empty.');
  if (timestamps.length > 1) {
    return refuse('malformed-header', `The headers hold different timestamps: ${quoted(timestamps)}.`);
  }
  const timestamp = timestamps[0] ?? null;
  if (timestamp === '') return refuse('missing-timestamp', 'The timestamp is empty.');
  if (timestamp !== null && !digitsOnly.test(timestamp)) {
    const unit = scheme.timestamp?.unit ?? 'seconds';
    const message = `The timestamp is "${shorten(timestamp)}"; it has to be Unix ${unit}, digits only.`;
    return refuse('malformed-header', message);
  }
  return { isReadable: true, received: { id: ids[0] ?? '', timestamp, groups } };
}

function valuesOf(headers: readonly HeaderPair[], lowerCaseName: string): string[] {
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
function missingMessage(pattern: HeaderPattern, headers: readonly HeaderPair[]): string {
  const similar = pattern.carriesSignature
    ? headers.map(([name]) => name).filter((name) => /signature|hmac/i.test(name))
    : [];
  const hint =
    similar.length > 0
      ? `The request has ${shorten(similar.join(', '))} instead: check the scheme.`
      : 'Check that the sender signs with this scheme and that no proxy removes the header.';
  return `There is no ${pattern.name} header. ${hint}`;
}
