import fc from 'fast-check';
import type { SignatureScheme } from '../../../core/model/index.ts';
import { findSchemeProblems } from '../../../core/signing/index.ts';

const literal = fc.string({ unit: fc.constantFrom('.', ':', '|', 'v', '1', 'x', '-', '+', '=', '/'), maxLength: 3 });
const innerLiteral = fc.string({
  unit: fc.constantFrom('.', ':', '|', 'a', '0', '-', '='),
  minLength: 1,
  maxLength: 3,
});

type Carried = 'id' | 'timestamp' | 'signature';

/** One header with all placeholders in some order, joined by text or as named parts. */
function combinedHeader(carried: Carried[]) {
  const order = fc.shuffledSubarray(carried, { minLength: carried.length });
  const joined = fc.tuple(order, literal, innerLiteral, literal).map(([names, before, between, after]) => {
    return before + names.map((name) => `{${name}}`).join(between) + after;
  });
  const fields = fc.tuple(order, fc.constantFrom(',', ';', ', ', '&', ' ')).map(([names, delimiter]) => {
    return names.map((name) => `${name.slice(0, 1)}v=${name === 'id' ? 'i' : ''}{${name}}`).join(delimiter);
  });
  return fc.oneof(joined, fields).map((value) => [{ name: 'X-Signature', value }]);
}

/** A header of its own for each placeholder. */
function separateHeaders(carried: Carried[]) {
  return fc
    .tuple(fc.tuple(literal, literal), fc.shuffledSubarray(carried, { minLength: carried.length }))
    .map(([[before, after], order]) =>
      order.map((name) => ({ name: `x-hook-${name}`, value: `${before}{${name}}${after}` })),
    );
}

/** Any scheme the language expresses: what `findSchemeProblems` objects to is left out. */
export const anyScheme: fc.Arbitrary<SignatureScheme> = fc
  .record({ hasId: fc.boolean(), hasTimestamp: fc.boolean(), hasSecondBody: fc.boolean() })
  .chain(({ hasId, hasTimestamp, hasSecondBody }) => {
    const carried: Carried[] = ['signature'];
    if (hasId) carried.push('id');
    if (hasTimestamp) carried.push('timestamp');
    const signed = [
      'body',
      ...(hasSecondBody ? ['body'] : []),
      ...(hasId ? ['id'] : []),
      ...(hasTimestamp ? ['timestamp'] : []),
    ];
    return fc.record<SignatureScheme>({
      name: fc.constant('any'),
      description: fc.constant(''),
      source: fc.constant('fast-check'),
      headers: fc.oneof(combinedHeader(carried), separateHeaders(carried)),
      signedContent: fc
        .tuple(fc.shuffledSubarray(signed, { minLength: signed.length }), fc.constantFrom('.', ':', '', 'é\n'))
        .map(([names, between]) => names.map((name) => `{${name}}`).join(between)),
      algorithm: fc.constantFrom('hmac-sha1', 'hmac-sha256', 'hmac-sha384', 'hmac-sha512'),
      encoding: fc.constantFrom('hex', 'base64', 'base64url'),
      key: fc.record({
        stripPrefix: fc.constantFrom(null, 'whsec_', 'k'),
        decoding: fc.constantFrom('utf8', 'base64', 'hex'),
      }),
      timestamp: hasTimestamp
        ? fc.record({
            unit: fc.constantFrom('seconds', 'milliseconds'),
            tolerancePastSeconds: fc.constantFrom(null, 0, 300),
            toleranceFutureSeconds: fc.constantFrom(null, 0, 300),
          })
        : fc.constant(null),
      signatureSeparator: fc.constantFrom(null, ' ', ',', ', ', ';', '|'),
    });
  })
  .filter((scheme) => findSchemeProblems(scheme).length === 0);

/** A secret's text that fits the scheme's key rule, with or without the prefix. */
export function keyFor(scheme: SignatureScheme): fc.Arbitrary<string> {
  const decoding = scheme.key.decoding;
  if (decoding === 'pem') throw new Error('not for shared secrets');
  const body =
    decoding === 'utf8'
      ? fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => text.trim() !== '')
      : fc.uint8Array({ minLength: 1, maxLength: 64 }).map((each) => Buffer.from(each).toString(decoding));
  const prefix = scheme.key.stripPrefix;
  if (prefix === null) return body;
  return fc
    .tuple(fc.boolean(), body)
    .map(([isPrefixed, text]) => (isPrefixed || text.startsWith(prefix) ? prefix + text : text));
}

export const messageIds = fc.string({
  unit: fc.constantFrom(...'abcXYZ0189_-.'),
  minLength: 1,
  maxLength: 30,
});

export const bodies = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 100 }).map((text) => new TextEncoder().encode(text)),
);

export const timestampsMs = fc.integer({ min: 1, max: 4_102_444_800_000 });
