import { describe, expect, it } from 'vitest';
import {
  generateKey,
  SigningError,
  signRequest,
  signWithKeys,
  verifyRequest,
  verifyWithKeys,
} from '../../../core/signing/index.ts';
import { presetCase, specificationPair } from './preset-cases.ts';
import { bytes, headerOf, preset, requestOf } from './scheme-builders.ts';

const nowMs = 1_614_265_330_000;
const request = requestOf(bytes('{"test": 2432232314}'));
const input = { request, messageId: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestampMs: nowMs };
const current = generateKey('whsec').signingKey;
const old = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const oldSignature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
const pairSignature = 'v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==';
const forever = (key: string) => ({ key, validUntilMs: null });

describe('a rotation', () => {
  const scheme = preset('standard-webhooks');

  it('signs with both keys, the current first, until the grace period ends', () => {
    const keys = [forever(current), { key: old, validUntilMs: nowMs + 1 }];
    const during = signWithKeys({ ...input, scheme, keys });
    const [first, second, ...more] = (headerOf(during.request.headers, 'webhook-signature') ?? '').split(' ');
    expect(second).toBe(oldSignature);
    expect(more).toEqual([]);
    expect(during.request.signature?.signature).toBe(first?.slice('v1,'.length));
    const fingerprint = expect.stringMatching(/^[0-9a-f]{8}$/);
    expect(during.keys).toEqual([
      { use: 'used', schemeName: 'Standard Webhooks', fingerprint, validUntilMs: null },
      { use: 'used', schemeName: 'Standard Webhooks', fingerprint, validUntilMs: nowMs + 1 },
    ]);
    expect(during.keys[0]?.fingerprint).not.toBe(during.keys[1]?.fingerprint);
    expect(during.request.signature?.keys).toEqual(during.keys);
    const after = signWithKeys({ ...input, scheme, keys, timestampMs: nowMs + 1 });
    expect(headerOf(after.request.headers, 'webhook-signature')?.split(' ')).toHaveLength(1);
    expect(after.keys[1]).toMatchObject({ use: 'expired', fingerprint: during.keys[1]?.fingerprint });
    const unreadable = signWithKeys({
      ...input,
      scheme,
      keys: [forever(current), { key: 'whsec_!', validUntilMs: 0 }],
    });
    expect(unreadable.keys[1]).toMatchObject({ use: 'expired', fingerprint: null });
  });

  it('signs with one key exactly as signRequest does', () => {
    const one = signWithKeys({ ...input, scheme, keys: [forever(old)] });
    expect(one.request).toEqual(signRequest({ ...input, scheme, key: old }));
  });

  it('puts v1a beside v1, both as the specification has them', () => {
    const keys = [
      { ...forever(specificationPair.signing), scheme: preset('standard-webhooks-v1a') },
      { ...forever(old), scheme },
    ];
    const { headers } = signWithKeys({ ...input, scheme, keys }).request;
    expect(headerOf(headers, 'webhook-signature')).toBe(`${pairSignature} ${oldSignature}`);
    const body = request.body;
    expect(verifyRequest({ scheme, key: old, headers, body, nowMs }).code).toBe('valid');
    const pair = { scheme: preset('standard-webhooks-v1a'), key: specificationPair.verifying };
    expect(verifyRequest({ ...pair, headers, body, nowMs }).code).toBe('valid');
  });

  it('repeats the named part where the header has parts, and the signature where only that repeats', () => {
    const list = (key: string) => {
      const keys = [forever('whsec_one'), forever('whsec_two')];
      return signWithKeys({ ...input, scheme: preset(key), keys }).request.headers[0]?.[1] ?? '';
    };
    expect(list('stripe')).toMatch(/^t=1614265330,v1=[0-9a-f]{64},v1=[0-9a-f]{64}$/);
    expect(list('paddle')).toMatch(/^ts=1614265330;h1=[0-9a-f]{64};h1=[0-9a-f]{64}$/);
    expect(list('pagerduty')).toMatch(/^v1=[0-9a-f]{64},v1=[0-9a-f]{64}$/);
    const supabase = ['v1,whsec_b25l', 'v1,whsec_dHdv'].map(forever);
    const supabaseRequest = signWithKeys({ ...input, scheme: preset('supabase-auth'), keys: supabase }).request;
    expect(headerOf(supabaseRequest.headers, 'webhook-signature')).toMatch(/^v1,[\w+/]{43}=, v1,[\w+/]{43}=$/);
    expect(list('outpost')).toMatch(/^v0=[0-9a-f]{64},[0-9a-f]{64}$/);
  });

  it.each(['standard-webhooks', 'stripe', 'paddle', 'pagerduty', 'outpost', 'box'])(
    'of %s verifies with either key, and tells which',
    (key) => {
      const each = preset(key);
      const keys = key === 'standard-webhooks' ? [current, old] : ['whsec_one', 'whsec_two'];
      const { headers } = signWithKeys({ ...input, scheme: each, keys: keys.map(forever) }).request;
      const received = { scheme: each, headers, body: request.body, nowMs };
      for (const one of keys) expect(verifyRequest({ ...received, key: one }).code).toBe('valid');
      const [first = '', second = ''] = keys;
      const stranger = key === 'standard-webhooks' ? 'whsec_AAAA' : 'stranger';
      const judged = verifyWithKeys({ ...received, keys: [{ key: stranger }, { key: second }, { key: first }] });
      expect(judged).toMatchObject({ matchedKey: 1, verification: { code: 'valid' } });
      expect(judged.verdicts.map(({ isValid }) => isValid)).toEqual([false, true, true]);
      expect(verifyWithKeys({ ...received, keys: [{ key: stranger }] }).matchedKey).toBeNull();
      expect(verifyWithKeys({ ...received, keys: [] })).toMatchObject({
        matchedKey: null,
        verification: { code: 'key-empty' },
      });
    },
  );

  it('names the key that signed a stale request', () => {
    const { headers } = signWithKeys({ ...input, scheme, keys: [forever(old)] }).request;
    const received = { scheme, headers, body: request.body, nowMs: nowMs + 3_600_000 };
    const judged = verifyWithKeys({ ...received, keys: [{ key: current }, { key: old }] });
    expect(judged).toMatchObject({ matchedKey: 1, verification: { code: 'timestamp-too-old' } });
  });

  it('has a header for each key at Box, and room for two', () => {
    const keys = ['one', 'two', 'three'].map(forever);
    const { request: signed, keys: told } = signWithKeys({ ...input, scheme: preset('box'), keys });
    expect(headerOf(signed.headers, 'BOX-SIGNATURE-PRIMARY')).not.toBe(
      headerOf(signed.headers, 'BOX-SIGNATURE-SECONDARY'),
    );
    expect(told.map(({ use }) => use)).toEqual(['used', 'used', 'no-place']);
    const without = signed.headers.filter(([name]) => name !== 'BOX-SIGNATURE-PRIMARY');
    const received = { scheme: preset('box'), body: request.body, nowMs };
    expect(verifyRequest({ ...received, key: 'two', headers: without }).code).toBe('valid');
    expect(verifyRequest({ ...received, key: 'one', headers: without }).code).toBe('signature-mismatch');
  });

  it('uses the current key alone where there is no place for two', () => {
    const keys = ['one', 'two'].map(forever);
    const rotated = signWithKeys({ ...input, scheme: preset('github-sha256'), keys });
    expect(rotated.keys.map(({ use }) => use)).toEqual(['used', 'no-place']);
    const alone = signRequest({ ...input, scheme: preset('github-sha256'), key: 'one' });
    expect(rotated.request.headers).toEqual(alone.headers);
  });

  it('gives a scheme with headers of its own its place beside the other, both as if alone', () => {
    const stripe = preset('stripe');
    const keys = [
      forever(old),
      { ...forever('whsec_one'), scheme: stripe },
      { ...forever('whsec_two'), scheme: stripe },
    ];
    const { request: signed, keys: told } = signWithKeys({ ...input, scheme, keys });
    expect(told.map(({ use, schemeName }) => [use, schemeName])).toEqual([
      ['used', 'Standard Webhooks'],
      ['used', 'Stripe'],
      ['used', 'Stripe'],
    ]);
    const received = { headers: signed.headers, body: request.body, nowMs };
    expect(verifyRequest({ ...received, scheme, key: old }).code).toBe('valid');
    for (const key of ['whsec_one', 'whsec_two']) {
      expect(verifyRequest({ ...received, scheme: stripe, key }).code).toBe('valid');
    }
    expect(signed.signature?.schemeName).toBe('Standard Webhooks');
  });

  it('refuses schemes that do not share their headers, and keys that have all run out', () => {
    const rival = { ...preset('github-sha256'), headers: [{ name: 'webhook-signature', value: 'sig={signature}' }] };
    const mixed = [forever(old), { ...forever('x'), scheme: rival }];
    expect(() => signWithKeys({ ...input, scheme, keys: mixed })).toThrow(/do not fit into one request/);
    const github = [forever('x'), { ...forever('y'), scheme: { ...preset('github-sha256'), name: 'Other' } }];
    expect(() => signWithKeys({ ...input, scheme: preset('github-sha256'), keys: github })).toThrow(SigningError);
    expect(() => signWithKeys({ ...input, scheme, keys: [{ key: old, validUntilMs: nowMs }] })).toThrow(SigningError);
    expect(() => signWithKeys({ ...input, scheme, keys: [] })).toThrow(SigningError);
  });

  it('signs each item of a batch with every key where the field can hold a list', () => {
    const { scheme: adyen, signingKey, request: batch } = presetCase('adyen-standard');
    const rotated = signWithKeys({
      ...input,
      request: batch,
      scheme: adyen,
      keys: [forever(signingKey), forever('00ff')],
    });
    expect(rotated.keys.map(({ use }) => use)).toEqual(['used', 'no-place']);
  });
});
