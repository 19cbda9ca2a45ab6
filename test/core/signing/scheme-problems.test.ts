import { describe, expect, it } from 'vitest';
import type { SignatureScheme } from '../../../core/model/index.ts';
import { signatureSchemeSchema } from '../../../core/model/index.ts';
import {
  describeScheme,
  findSchemeProblems,
  resolveScheme,
  SigningError,
  schemePresets,
  signRequest,
  verifyRequest,
} from '../../../core/signing/index.ts';
import { bytes, preset, requestOf } from './scheme-builders.ts';

const stripe = preset('stripe');
const standard = preset('standard-webhooks');
const header = (value: string) => [{ name: 'x-signature', value }];

const unusable: [string, SignatureScheme, string][] = [
  ['no signature', { ...stripe, headers: header('t={timestamp}') }, 'headers'],
  ['an id that is signed but not sent', { ...standard, headers: standard.headers.slice(1) }, 'headers'],
  ['a time that is not sent', { ...stripe, headers: header('{signature}') }, 'headers'],
  ['a time without settings', { ...stripe, timestamp: null }, 'timestamp'],
  ['an unknown word', { ...stripe, signedContent: '{uri}{body}' }, 'signedContent'],
  ['a signature over itself', { ...stripe, signedContent: '{signature}{body}' }, 'signedContent'],
  ['a body in a header', { ...stripe, headers: header('{timestamp}.{signature}.{body}') }, 'headers.0.value'],
  ['placeholders that touch', { ...stripe, headers: header('{timestamp}{signature}') }, 'headers.0.value'],
  ['digits beside the time', { ...stripe, headers: header('{timestamp}0{signature}') }, 'headers.0.value'],
  [
    'two signatures in a value',
    { ...stripe, headers: header('{signature} {timestamp} {signature}') },
    'headers.0.value',
  ],
  ['text that no header can carry', { ...stripe, headers: header('é{timestamp}.{signature}') }, 'headers.0.value'],
  ['a header listed twice', { ...stripe, headers: [...stripe.headers, ...stripe.headers] }, 'headers.1.name'],
  ['a separator signatures use', { ...stripe, signatureSeparator: 'a' }, 'signatureSeparator'],
  ['a separator the value uses', { ...standard, signatureSeparator: ',' }, 'signatureSeparator'],
];

describe.each(unusable)('a scheme with %s', (_, scheme, field) => {
  it('neither signs nor verifies, and names its field', () => {
    expect(findSchemeProblems(scheme).map((problem) => problem.field)).toContain(field);
    const request = requestOf(bytes('{}'));
    const sign = () => signRequest({ scheme, key: 'AAAA', request, messageId: 'm', timestampMs: 0 });
    expect(sign).toThrow(SigningError);
    expect(sign).toThrow(/cannot be used/);
    const verdict = verifyRequest({ scheme, key: 'AAAA', headers: [], body: request.body, nowMs: 0 });
    expect(verdict).toMatchObject({ isValid: false, code: 'scheme-invalid' });
  });
});

describe.each(Object.entries(schemePresets))('preset %s', (key, scheme) => {
  it('fits the schema, has no problems and names its source', () => {
    expect(signatureSchemeSchema.parse(scheme)).toEqual(scheme);
    expect(findSchemeProblems(scheme)).toEqual([]);
    expect(scheme.source).toMatch(/^https:/);
    expect(resolveScheme({ preset: key })).toBe(scheme);
  });

  it('describes itself in two sentences', () => {
    const words = describeScheme(scheme);
    for (const { name } of scheme.headers) expect(words).toContain(name);
    expect(words).toContain(scheme.signedContent);
    expect(words.endsWith('.')).toBe(true);
    expect(words).not.toMatch(/undefined|null|NaN/);
  });
});

it('describes what differs between schemes', () => {
  expect(describeScheme(standard)).toContain('the base64-decoded secret after "whsec_"');
  expect(describeScheme(standard)).toContain('signatures separated by a space');
  expect(describeScheme(standard)).toContain('at most 300 s off either way');
  expect(describeScheme(stripe)).toContain('at most 300 s old and however far in the future');
  expect(describeScheme(preset('github-sha256'))).toContain('an old request can be replayed');
});

it('resolves a scheme written out, and no preset that is not one', () => {
  expect(resolveScheme({ custom: stripe })).toBe(stripe);
  expect(resolveScheme({ preset: 'nothing' })).toBeNull();
  expect(resolveScheme({ preset: 'toString' })).toBeNull();
});
