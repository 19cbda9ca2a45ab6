import { describe, expect, it } from 'vitest';
import type { SignatureScheme } from '../../../core/model/index.ts';
import { SigningError, signRequest, verifyRequest } from '../../../core/signing/index.ts';
import { bytes, preset, requestOf } from './scheme-builders.ts';

const hexScheme: SignatureScheme = { ...preset('github-sha256'), key: { stripPrefix: null, decoding: 'hex' } };
const standard = preset('standard-webhooks');
const body = bytes('{}');

function signingError(scheme: SignatureScheme, key: string): SigningError {
  try {
    signRequest({ scheme, key, request: requestOf(body), messageId: 'm', timestampMs: 0 });
  } catch (error) {
    if (error instanceof SigningError) return error;
    throw error;
  }
  throw new Error('it signed');
}

/** Verifies something well-formed, so that the key is what the verdict is about. */
function codeWith(scheme: SignatureScheme, key: string): string {
  const signer = scheme.key.decoding === 'hex' ? '00ff' : 'AAAA';
  const request = requestOf(body);
  const { headers } = signRequest({ scheme, key: signer, request, messageId: 'm', timestampMs: 0 });
  return verifyRequest({ scheme, key, headers, body, nowMs: 0 }).code;
}

describe.each([
  ['empty', preset('knock-channel'), '', 'key-empty', /empty/],
  ['blank', preset('knock-channel'), ' \n', 'key-empty', /empty/],
  ['a prefix alone', standard, 'whsec_', 'key-empty', /nothing after "whsec_"/],
  ['a character base64 lacks', standard, 'whsec_AA!A', 'key-malformed', /character 3 of 4/],
  ['base64url', standard, 'AA-_', 'key-malformed', /base64url/],
  ['base64 without padding', standard, 'AAA', 'key-malformed', /not a multiple of 4/],
  ['base64 with stray bits', standard, 'AB==', 'key-malformed', /padding/],
  ['base64 with a line break', standard, 'AAAA\n', 'key-malformed', /blanks or line breaks/],
  ['half a byte of hex', hexScheme, 'abc', 'key-malformed', /3 digits do not make whole bytes/],
  ['no hex', hexScheme, 'zz', 'key-malformed', /character 1 of 2/],
])('a key that is %s', (_, scheme, key, code, message) => {
  it(`is ${code} on both sides`, () => {
    const error = signingError(scheme, key);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
    expect(codeWith(scheme, key)).toBe(code);
  });
});

it('never repeats a malformed key in its message', () => {
  for (const key of ['whsec_S3cr3tValue!', 'S3cr3tValue-S3cr3tValue_', 'S3cr3tValue']) {
    expect(signingError(standard, key).message).not.toContain('S3cr3t');
  }
});

it('reads hex keys in either case, and a prefix only where it stands', () => {
  const request = requestOf(body);
  const sign = (scheme: SignatureScheme, key: string) =>
    signRequest({ scheme, key, request, messageId: 'm', timestampMs: 0 }).signature;
  expect(sign(hexScheme, 'ABff')?.signature).toBe(sign(hexScheme, 'abFF')?.signature);
  expect(sign(standard, 'whsec_AAAA')?.keyFingerprint).toBe(sign(standard, 'AAAA')?.keyFingerprint);
  const verbatim = preset('stripe');
  expect(sign(verbatim, 'whsec_AAAA')?.keyFingerprint).not.toBe(sign(verbatim, 'AAAA')?.keyFingerprint);
});

it('keeps keys of different rules and texts apart, also after more keys than it caches', () => {
  const scheme = preset('github-sha256');
  const signatureWith = (key: string) =>
    signRequest({ scheme, key, request: requestOf(body), messageId: 'm', timestampMs: 0 }).signature?.signature;
  const first = signatureWith('key 0');
  const all = new Set(Array.from({ length: 5000 }, (_, index) => signatureWith(`key ${index}`)));
  expect(all.size).toBe(5000);
  expect(signatureWith('key 0')).toBe(first);
});
