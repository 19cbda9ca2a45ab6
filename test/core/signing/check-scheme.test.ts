import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SignatureScheme } from '../../../core/model/index.ts';
import { findSchemeProblems, generateSchemeKey, presetList, signRequest } from '../../../core/signing/index.ts';
import { checkScheme } from '../../../core/signing/lab.ts';
import { wideCases } from './wide-arbitraries.ts';
import '../../support/property-seed.ts';

const nowMs = 1_700_000_000_000;
const base: SignatureScheme = {
  name: 'Acme',
  description: '',
  source: '',
  headers: [{ name: 'X-Acme', value: 't={timestamp},s={signature}' }],
  signedContent: '{timestamp}.{body}',
  algorithm: 'hmac-sha256',
  encoding: 'hex',
  key: { stripPrefix: null, decoding: 'utf8' },
  timestamp: { unit: 'seconds', tolerancePastSeconds: 300, toleranceFutureSeconds: 300 },
  signatureSeparator: null,
};

describe('checkScheme', () => {
  it.each(presetList.map(({ key, scheme }) => [key, scheme] as const))('signs a sample of %s', async (_key, scheme) => {
    const { problems, sample } = await checkScheme(scheme, nowMs);
    expect(problems).toEqual([]);
    expect(sample?.verification.isValid).toBe(true);
    if (scheme.isBodyUnsigned !== true && scheme.items === undefined && scheme.algorithm !== 'token') {
      const isWhole = /\{(body|form|body\.sha256|body\.crc32)\}/.test(scheme.signedContent);
      if (isWhole) expect(sample?.tampered?.isValid).toBe(false);
    }
  });

  it('names a problem at its field and signs nothing', async () => {
    const { problems, sample, words } = await checkScheme({ ...base, signedContent: '{timestamp}.{bdy}' }, nowMs);
    expect(problems.map(({ field }) => field)).toContain('signedContent');
    expect(sample).toBeNull();
    expect(words).toContain('X-Acme');
  });

  it.each([
    ['ed25519', 'pem'],
    ['ed25519', 'base64'],
    ['ed25519', 'hex'],
    ['ecdsa-p256-sha256', 'pem'],
    ['ecdsa-p256-sha256', 'hex'],
    ['rsa-sha256', 'base64'],
    ['rsa-sha1', 'pem'],
  ] as const)('makes a pair of %s in %s', async (algorithm, decoding) => {
    const scheme = {
      ...base,
      algorithm,
      key: { stripPrefix: 'sk_', decoding },
      verifyingKey: { stripPrefix: 'pk_', decoding },
    };
    const { problems, sample } = await checkScheme(scheme, nowMs);
    expect(problems).toEqual([]);
    expect(sample?.verification).toMatchObject({ isValid: true, schemeName: 'Acme' });
    expect(sample?.tampered?.isValid).toBe(false);
  });

  it('fills in the headers that are signed', async () => {
    const scheme = {
      ...base,
      headers: [{ name: 'X-Acme', value: 't={timestamp},h={headerNames},s={signature}' }],
      signedContent: '{timestamp}.{headerNames}.{headerValues}.{header:x-other}.{body}',
      signedHeaders: ['X-One', 'X-Two'],
    };
    const { problems, sample } = await checkScheme(scheme, nowMs);
    expect(problems).toEqual([]);
    expect(sample?.signed.headers.map(([name]) => name)).toEqual(expect.arrayContaining(['X-One', 'X-Two', 'x-other']));
    expect(sample?.verification.isValid).toBe(true);
  });

  it('knows the warnings of a scheme that was made from a preset, whatever its name and tolerance', async () => {
    const paddle = presetList.find(({ key }) => key === 'paddle')?.scheme ?? base;
    const { warnings } = await checkScheme(
      { ...paddle, name: 'Ours', timestamp: { ...base.timestamp, unit: 'seconds' } as SignatureScheme['timestamp'] },
      nowMs,
    );
    expect(warnings.map(({ code }) => code)).toContain('keeps-last-signature');
    expect(warnings.find(({ code }) => code === 'keeps-last-signature')?.sources).toEqual([
      'npm @paddle/paddle-node-sdk 3.10.0',
    ]);
    const other = await checkScheme({ ...paddle, encoding: 'base64' }, nowMs);
    expect(other.warnings).toEqual([]);
  });

  it('gives any scheme without problems a key that signs', async () => {
    await fc.assert(
      fc.asyncProperty(wideCases, async ({ scheme }) => {
        if (findSchemeProblems(scheme).length > 0) return;
        const { problems, sample } = await checkScheme(scheme, nowMs);
        expect(problems).toEqual([]);
        expect(sample?.verification.isValid).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

it('generates keys that differ each time', async () => {
  const one = await generateSchemeKey(base);
  expect((await generateSchemeKey(base)).signingKey).not.toBe(one.signingKey);
  const request = { method: 'POST', url: 'https://example.test/', headers: [], body: Buffer.from('{}') };
  const signed = signRequest({ scheme: base, key: one.signingKey, request, messageId: 'm', timestampMs: nowMs });
  expect(signed.signature?.signature).toMatch(/^[0-9a-f]{64}$/);
});
