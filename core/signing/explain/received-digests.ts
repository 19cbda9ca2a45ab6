import type { ReceivedHttpRequest, SignatureScheme } from '../../model/index.ts';
import { isKeyPair } from '../signature-maker.ts';
import type { NamedMistake } from './candidate.ts';

/** A digest that stands somewhere in the request, and what is wrong with the way in which it stands there. */
export interface ReceivedDigest {
  /** Empty = it stands where the scheme has it, in its form. */
  mistakes: readonly NamedMistake[];
  /** The same for the other schemes whose signature is in the request. */
  mistakesInOthers: readonly NamedMistake[];
}

/** By the digest in hex: each text is read in every encoding, for a digest can only match by being the right one. */
export type ReceivedDigests = Map<string, ReceivedDigest>;

const digestSizes = new Set([20, 32, 48, 64]);
/** Signatures of key pairs are of many sizes. */
const pairSizes = { smallest: 48, largest: 512 };
const digestLike = /[A-Za-z0-9+/_-]{26,700}={0,2}/g;

/**
 * Every digest in the request: in the places of the scheme first, then in any other header. `strict` are the signatures
 * as a verifier reads them.
 */
export function receivedDigests(
  scheme: Pick<SignatureScheme, 'algorithm' | 'encoding'>,
  strict: readonly string[],
  values: readonly { place: string; text: string }[],
  headers: ReceivedHttpRequest['headers'],
): ReceivedDigests {
  const digests: ReceivedDigests = new Map();
  if (scheme.algorithm === 'token') return tokens(values);
  const isPair = isKeyPair(scheme.algorithm);
  const add = (text: string, mistakes: NamedMistake[]): void => {
    for (const { digest, mistake } of readingsOf(text, scheme.encoding, isPair)) {
      const all = mistake === null ? mistakes : [...mistakes, mistake];
      const known = digests.get(digest);
      if (known === undefined || known.mistakes.length > all.length) {
        digests.set(digest, { mistakes: all, mistakesInOthers: all });
      }
    }
  };
  for (const text of strict) add(text, []);
  for (const { place, text } of values) {
    for (const found of digestTexts(text)) {
      if (!strict.includes(found)) add(found, [formMistake(place)]);
    }
  }
  const own = new Set(values.map(({ place }) => place.toLowerCase()));
  for (const [name, value] of headers) {
    if (own.has(name.toLowerCase())) continue;
    for (const found of digestTexts(value)) add(found, [otherHeader(name)]);
  }
  return digests;
}

/** Pieces that may be digests; `sha256=` in front does not belong to them. */
function digestTexts(value: string): string[] {
  const texts = new Set<string>();
  for (const piece of value.split(/[,;\s"']+/)) {
    for (const part of [piece, piece.slice(piece.indexOf('=') + 1), piece.slice(piece.indexOf(':') + 1)]) {
      for (const [text] of part.matchAll(digestLike)) texts.add(text);
    }
  }
  return [...texts];
}

const asDue: ReceivedDigest = { mistakes: [], mistakesInOthers: [] };

/** A token is what it says: the secret in hex stands for its digest. */
function tokens(values: readonly { text: string }[]): ReceivedDigests {
  return new Map(values.map(({ text }) => [Buffer.from(text).toString('hex'), asDue]));
}

function readingsOf(
  text: string,
  encoding: SignatureScheme['encoding'],
  isPair: boolean,
): { digest: string; mistake: NamedMistake | null }[] {
  const readings: { digest: string; mistake: NamedMistake | null }[] = [];
  const add = (bytes: Buffer, mistake: NamedMistake | null): void => {
    const isOfPair = isPair && bytes.length >= pairSizes.smallest && bytes.length <= pairSizes.largest;
    if (isOfPair || digestSizes.has(bytes.length)) readings.push({ digest: bytes.toString('hex'), mistake });
  };
  const clean = text.trim();
  if (/^(?:[0-9a-fA-F]{2})+$/.test(clean)) {
    const mistake = encoding === 'hex' ? null : encodingMistake('hex', encoding);
    const isCapital = encoding === 'hex' && clean !== clean.toLowerCase();
    add(Buffer.from(clean, 'hex'), isCapital ? letterCase : mistake);
  }
  const plain = clean.replace(/(?<!=)=+$/, '');
  if (/^[A-Za-z0-9+/]+$/.test(plain) || /^[A-Za-z0-9_-]+$/.test(plain)) {
    const bytes = Buffer.from(plain, 'base64');
    add(bytes, base64Mistake(clean, bytes, encoding));
    const inner = bytes.toString('latin1');
    if (/^(?:[0-9a-fA-F]{2})+$/.test(inner)) add(Buffer.from(inner, 'hex'), doubleEncoded);
  }
  return readings;
}

function base64Mistake(text: string, bytes: Buffer, encoding: SignatureScheme['encoding']): NamedMistake | null {
  if (encoding === 'hex') return encodingMistake(/[_-]/.test(text) ? 'base64url' : 'base64', encoding);
  const due = bytes.toString(encoding);
  if (text === due) return null;
  const isUnpadded = encoding === 'base64' && due.replace(/=+$/, '') === text;
  return isUnpadded ? unpadded : encodingMistake(encoding === 'base64' ? 'base64url' : 'base64', encoding);
}

const letterCase: NamedMistake = { code: 'signature-letter-case', condition: 'the signature were in lower case' };
const unpadded: NamedMistake = { code: 'signature-unpadded', condition: 'the signature had its "=" at the end' };
const doubleEncoded: NamedMistake = {
  code: 'signature-double-encoded',
  condition: 'the signature were not the base64 of a hex text',
};

function encodingMistake(found: string, due: string): NamedMistake {
  return {
    code: 'signature-encoding',
    condition: `the signature were read as ${found} instead of ${due}`,
    title: `The signature is written in ${found}, not in ${due}`,
    fix: `Read the signature as ${found}: the sender writes the same bytes in another encoding.`,
  };
}

function formMistake(place: string): NamedMistake {
  return {
    code: 'signature-form',
    condition: `${place} had the form that the scheme asks for`,
    title: `The signature stands in ${place} in another form`,
  };
}

function otherHeader(name: string): NamedMistake {
  return {
    code: 'header-other',
    condition: `the signature were read from ${name}`,
    title: `The signature stands in another header, ${name}`,
    fix: `Read the signature from ${name}.`,
  };
}
