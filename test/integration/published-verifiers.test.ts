import { sign as githubSign, verify as githubVerify, verifyWithFallback } from '@octokit/webhooks-methods';
import { Webhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HeaderPair, SignatureScheme } from '../../core/model/index.ts';
import { schemePresets, signRequest, signWithKeys, verifyRequest } from '../../core/signing/index.ts';

const nowMs = 1_700_000_000_000;
const bodies: [name: string, text: string][] = [
  ['plain JSON', '{"event":"task.completed","id":1}'],
  ['unicode', '{"name":"Zoë 東京 👩‍🚀","rtl":"\u202e","nul":"\\u0000"}'],
  ['numbers that JavaScript would change', '{"id":12345678901234567890,"price":1.00,"e":1e400}'],
  ['CRLF and tabs', '{\r\n\t"a": 1\r\n}\r\n'],
  ['a large body', JSON.stringify({ text: 'x'.repeat(100_000) })],
  ['text that is not JSON', 'a=1&b=%C3%A9'],
  ['nothing', ''],
];

/** The libraries that read the clock themselves see the moment of the test. */
beforeEach(() => {
  vi.useFakeTimers({ now: nowMs, toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function scheme(key: string): SignatureScheme {
  const found = schemePresets[key];
  if (found === undefined) throw new Error(`no preset ${key}`);
  return found;
}

function sign(schemeKey: string, key: string, text: string, timestampMs = nowMs): HeaderPair[] {
  const request = { method: 'POST', url: 'https://example.test/', headers: [], body: new TextEncoder().encode(text) };
  return signRequest({ scheme: scheme(schemeKey), key, request, messageId: 'msg_2Lh9KRb0pwFm', timestampMs }).headers;
}

function verify(schemeKey: string, key: string, headers: readonly HeaderPair[], text: string, atMs = nowMs) {
  const body = new TextEncoder().encode(text);
  return verifyRequest({ scheme: scheme(schemeKey), key, headers, body, nowMs: atMs });
}

const value = (headers: readonly HeaderPair[], name: string) => headers.find(([each]) => each === name)?.[1] ?? '';

describe('standardwebhooks', () => {
  const key = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const library = new Webhook(key);
  const accepts = (text: string, headers: readonly HeaderPair[]) =>
    library.verify(text, Object.fromEntries(headers), { jsonParse: false });

  describe.each(bodies)('%s', (_, text) => {
    it('is accepted by the library when we sign', () => {
      const headers = sign('standard-webhooks', key, text);
      expect(() => accepts(text, headers)).not.toThrow();
      expect(() => accepts(`${text} `, headers)).toThrow('No matching signature');
      expect(verify('standard-webhooks', key, headers, `${text} `).code).toBe('signature-mismatch');
    });

    it('is accepted by us when the library signs', () => {
      const signature = library.sign('msg_theirs', new Date(nowMs), text);
      const headers: HeaderPair[] = [
        ['Webhook-Id', 'msg_theirs'],
        ['Webhook-Timestamp', String(nowMs / 1000)],
        ['Webhook-Signature', `v1a,AAAA ${signature}`],
      ];
      expect(verify('standard-webhooks', key, headers, text).code).toBe('valid');
      expect(verify('standard-webhooks', 'whsec_AAAA', headers, text).code).toBe('signature-mismatch');
    });
  });

  it.each([
    [300_999, 'valid'],
    [301_000, 'timestamp-too-old'],
    [-300_000, 'valid'],
    [-300_001, 'timestamp-in-future'],
  ])('agrees about a clock moved by %i ms', (offsetMs, code) => {
    const headers = sign('standard-webhooks', key, '{}');
    vi.setSystemTime(nowMs + offsetMs);
    expect(verify('standard-webhooks', key, headers, '{}', nowMs + offsetMs).code).toBe(code);
    if (code === 'valid') expect(() => accepts('{}', headers)).not.toThrow();
    else expect(() => accepts('{}', headers)).toThrow(/timestamp too/);
  });

  it("reads over the comma in Supabase's list of signatures", () => {
    const secrets = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'];
    const keys = secrets.map((secret) => ({ key: `v1,${secret}`, validUntilMs: null }));
    const body = new TextEncoder().encode('{}');
    const request = { method: 'POST', url: 'https://example.test/', headers: [], body };
    const input = { scheme: scheme('supabase-auth'), keys, request, messageId: 'msg_1', timestampMs: nowMs };
    const { headers } = signWithKeys(input).request;
    for (const secret of secrets) {
      expect(() => new Webhook(secret).verify('{}', Object.fromEntries(headers))).not.toThrow();
      expect(verify('supabase-auth', `v1,${secret}`, headers, '{}').code).toBe('valid');
    }
  });
});

describe('stripe', () => {
  const key = 'whsec_test_secret';
  const stripe = new Stripe('sk_test_unused');
  const accepts = (text: string, header: string, atMs = nowMs) =>
    stripe.webhooks.signature?.verifyHeader(text, header, key, 300, undefined, atMs);

  // Stripe's library refuses an empty body before it looks at the signature.
  describe.each(bodies.filter(([, text]) => text !== ''))('%s', (_, text) => {
    it('is accepted by the library when we sign', () => {
      const header = value(sign('stripe', key, text), 'Stripe-Signature');
      expect(accepts(text, header)).toBe(true);
      expect(() => accepts(`${text} `, header)).toThrow('No signatures found matching');
      expect(verify('stripe', key, [['Stripe-Signature', header]], `${text} `).code).toBe('signature-mismatch');
    });

    it('is accepted by us when the library signs', () => {
      const options = { payload: text, secret: key, timestamp: nowMs / 1000 };
      const header = stripe.webhooks.generateTestHeaderString(options);
      expect(verify('stripe', key, [['stripe-signature', header]], text).code).toBe('valid');
      expect(verify('stripe', 'other', [['stripe-signature', header]], text).code).toBe('signature-mismatch');
      const decoy = stripe.webhooks.generateTestHeaderString({ ...options, scheme: 'v0' });
      expect(verify('stripe', key, [['stripe-signature', decoy]], text).isValid).toBe(false);
    });
  });

  it('gives an event through constructEvent', () => {
    const text = '{"id":"evt_1","object":"event"}';
    const header = value(sign('stripe', key, text), 'Stripe-Signature');
    expect(stripe.webhooks.constructEvent(text, header, key, 300)).toMatchObject({ id: 'evt_1' });
    expect(() => stripe.webhooks.constructEvent(text, header, 'other', 300)).toThrow('No signatures found matching');
  });

  it.each([
    [300_999, 'valid'],
    [301_000, 'timestamp-too-old'],
    [-3_600_000, 'valid'],
  ])('agrees about a clock moved by %i ms', (offsetMs, code) => {
    const headers = sign('stripe', key, '{}');
    const header = value(headers, 'Stripe-Signature');
    expect(verify('stripe', key, headers, '{}', nowMs + offsetMs).code).toBe(code);
    if (code === 'valid') expect(accepts('{}', header, nowMs + offsetMs)).toBe(true);
    else expect(() => accepts('{}', header, nowMs + offsetMs)).toThrow('outside the tolerance');
  });
});

describe('@octokit/webhooks-methods', () => {
  const key = "It's a Secret to Everybody";

  // GitHub's library refuses an empty body before it looks at the signature.
  describe.each(bodies.filter(([, text]) => text !== ''))('%s', (_, text) => {
    it('is accepted by the library when we sign', async () => {
      const header = value(sign('github-sha256', key, text), 'X-Hub-Signature-256');
      await expect(githubVerify(key, text, header)).resolves.toBe(true);
      await expect(githubVerify(key, `${text} `, header)).resolves.toBe(false);
      const spoiled = verify('github-sha256', key, [['X-Hub-Signature-256', header]], `${text} `);
      expect(spoiled.code).toBe('signature-mismatch');
    });

    it('is accepted by us when the library signs', async () => {
      const headers: HeaderPair[] = [['x-hub-signature-256', await githubSign(key, text)]];
      expect(verify('github-sha256', key, headers, text).code).toBe('valid');
      expect(verify('github-sha256', 'other', headers, text).code).toBe('signature-mismatch');
    });
  });

  it('takes older secrets with verifyWithFallback, while keys are changed', async () => {
    const header = value(sign('github-sha256', 'the old one', '{}'), 'X-Hub-Signature-256');
    await expect(verifyWithFallback(key, '{}', header, ['another', 'the old one'])).resolves.toBe(true);
    await expect(verifyWithFallback(key, '{}', header, ['another'])).resolves.toBe(false);
  });
});
