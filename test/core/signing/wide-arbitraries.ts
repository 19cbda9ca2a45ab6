import fc from 'fast-check';
import type { SignatureScheme } from '../../../core/model/index.ts';
import { findSchemeProblems } from '../../../core/signing/index.ts';
import { presetCases } from './preset-cases.ts';

const pairKeys = {
  ed25519: 'standard-webhooks-v1a',
  'ecdsa-p256-sha256': 'sendgrid',
  'rsa-sha1': 'aws-sns-v1',
  'rsa-sha256': 'aws-sns-v2',
} as const;

/** A scheme of any algorithm and its keys. */
const algorithms = fc.constantFrom(
  'hmac-sha1',
  'hmac-sha256',
  'hmac-sha384',
  'hmac-sha512',
  'sha256',
  'ed25519',
  'ecdsa-p256-sha256',
  'rsa-sha1',
  'rsa-sha256',
  'token',
);

const parts = [
  '{id}',
  '{timestamp}',
  '{method}',
  '{url}',
  '{url.decoded}',
  '{path}',
  '{query}',
  '{header:content-type}',
  '{headerNames}',
  '{headerValues}',
  '{body.sha256}',
  '{body.crc32}',
  '{json:a.b}',
  '{lines:a,c}',
  '{setting:account}',
  '{body}',
];

export interface WideCase {
  scheme: SignatureScheme;
  signingKey: string;
  verifyingKey: string;
}

/** What the language can say beyond id, time and body in headers; what `findSchemeProblems` objects to is left out. */
export const wideCases: fc.Arbitrary<WideCase> = fc
  .record({
    algorithm: algorithms,
    encoding: fc.constantFrom('hex', 'base64', 'base64url'),
    chosen: fc.shuffledSubarray(parts, { minLength: 1 }),
    between: fc.constantFrom('', '.', '|', '\n', ' é '),
    unit: fc.constantFrom(null, 'seconds', 'milliseconds', 'iso8601', 'rfc3339'),
    place: fc.constantFrom('header', 'query', 'bodyField'),
    isIdInBody: fc.boolean(),
    isHashInQuery: fc.boolean(),
    signatureText: fc.constantFrom('{signature}', 'v1={signature}', 'v1,{signature}', 'sha256={signature}'),
    separator: fc.constantFrom(null, ' ', ';'),
    list: fc.constantFrom('value', 'signature'),
    hasItems: fc.boolean(),
  })
  .map((given) => caseOf(given))
  .filter(({ scheme }) => findSchemeProblems(scheme).length === 0);

interface Given {
  algorithm: SignatureScheme['algorithm'];
  encoding: SignatureScheme['encoding'];
  chosen: string[];
  between: string;
  unit: NonNullable<SignatureScheme['timestamp']>['unit'] | null;
  place: 'header' | 'query' | 'bodyField';
  isIdInBody: boolean;
  isHashInQuery: boolean;
  signatureText: string;
  separator: string | null;
  list: 'value' | 'signature';
  hasItems: boolean;
}

function caseOf(given: Given): WideCase {
  const { algorithm, place, signatureText, isIdInBody } = given;
  const has = (part: string) => given.chosen.includes(part);
  const isPair = Object.hasOwn(pairKeys, algorithm);
  const donor = presetCases.find(({ preset }) => isPair && preset === pairKeys[algorithm as keyof typeof pairKeys]);
  const chosen = given.chosen.filter((part) => part !== '{timestamp}' || given.unit !== null);
  const content = [...(algorithm === 'sha256' ? ['{secret}'] : []), ...chosen].join(given.between);
  const hasHeaderNames = has('{headerNames}') || has('{headerValues}');
  const scheme: SignatureScheme = {
    name: 'wide',
    description: '',
    source: 'fast-check',
    headers: [
      ...(place === 'header' ? [{ name: 'X-Signature', value: signatureText }] : []),
      ...(has('{id}') && !isIdInBody ? [{ name: 'x-id', value: '{id}' }] : []),
      ...(given.unit === null ? [] : [{ name: 'x-time', value: 't={timestamp}' }]),
      ...(hasHeaderNames ? [{ name: 'x-names', value: '{headerNames}' }] : []),
      { name: 'x-account', value: 'account {setting:account}' },
      { name: 'x-unset', value: '{setting:nothing}' },
    ],
    query: [
      ...(place === 'query' ? [{ name: 'signature', value: signatureText }] : []),
      ...(given.isHashInQuery ? [{ name: 'hash', value: '{body.sha256}' }] : []),
    ],
    bodyFields: [
      ...(place === 'bodyField' ? [{ path: 'sent.signature', value: signatureText }] : []),
      ...(isIdInBody ? [{ path: 'sent.id', value: '{id}' }] : []),
    ],
    signedContent: algorithm === 'token' ? '' : content,
    algorithm,
    encoding: given.encoding,
    key: donor?.scheme.key ?? { stripPrefix: null, decoding: 'utf8' },
    ...(donor?.scheme.verifyingKey === undefined ? {} : { verifyingKey: donor.scheme.verifyingKey }),
    timestamp: given.unit === null ? null : { unit: given.unit, tolerancePastSeconds: 10, toleranceFutureSeconds: 10 },
    signatureSeparator: given.separator,
    signatureList: given.list,
    ...(hasHeaderNames ? { signedHeaders: ['content-type', 'x-one'] } : {}),
    ...(given.hasItems && place === 'bodyField' ? { items: 'list.*' } : {}),
    settings: { account: 'acct 1', nothing: '' },
  };
  const secret = 'a secret of one’s own'.replace('’', "'");
  return {
    scheme,
    signingKey: donor?.signingKey ?? secret,
    verifyingKey: donor?.verifyingKey ?? secret,
  };
}

/** JSON bodies with the fields that the schemes read, odd spelling included. */
export const jsonBodies: fc.Arbitrary<Uint8Array> = fc
  .record({ a: fc.jsonValue(), c: fc.jsonValue(), items: fc.array(fc.jsonValue(), { minLength: 1, maxLength: 3 }) })
  .chain(({ a, c, items }) =>
    fc.constantFrom(
      `{"a":{"b":${JSON.stringify(a)}},"c":${JSON.stringify(c)},"list":[${items.map((each) => `{"a":{"b":${JSON.stringify(each)}}}`)}]}`,
      ` {\r\n "list" : [ {} , {"sent":{}} ] , "a":{"b":"\\u00e9\\/"} , "a":{"b":1.00} }\n`,
      '{"list":[{"sent":{"signature":"old","id":"old"}}],"sent":{"signature":7},"c":12345678901234567890}',
    ),
  )
  .map((text) => new TextEncoder().encode(text));
