import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signRequest, verifyRequest } from '../../../core/signing/index.ts';
import { bytes, preset, requestOf } from './scheme-builders.ts';

// Published examples of the vendors, except `stripe` (made with Stripe's library) and `knock-channel` (by hand: Knock
// publishes none).
const answers = [
  {
    scheme: 'standard-webhooks',
    key: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    messageId: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestampMs: 1_614_265_330_999,
    body: '{"test": 2432232314}',
    headers: [
      ['webhook-id', 'msg_p5jXN8AQM9LWM0D4loKWxJek'],
      ['webhook-timestamp', '1614265330'],
      ['webhook-signature', 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='],
    ],
  },
  {
    scheme: 'stripe',
    key: 'whsec_test_secret',
    messageId: 'unused',
    timestampMs: 1_492_774_577_000,
    body: '{"id":"evt_1","object":"event"}',
    headers: [['Stripe-Signature', 't=1492774577,v1=654b43d3508ecadb3f8cefc4bc7d3d2bdc5ba9e03bf2c89b2d0657a8e24e4543']],
  },
  {
    scheme: 'github-sha256',
    key: "It's a Secret to Everybody",
    messageId: 'unused',
    timestampMs: 0,
    body: 'Hello, World!',
    headers: [['X-Hub-Signature-256', 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17']],
  },
  {
    scheme: 'knock-channel',
    key: 'whsec_kept as text',
    messageId: 'unused',
    timestampMs: 1_700_000_000_123,
    body: '{"a":1.00}',
    headers: [
      [
        'x-webhook-signature',
        `t=1700000000123,s=${createHmac('sha256', 'whsec_kept as text').update('1700000000123.{"a":1.00}').digest('base64')}`,
      ],
    ],
  },
] as const;

describe.each(answers)('$scheme', ({ scheme, key, messageId, timestampMs, body, headers }) => {
  const sign = () =>
    signRequest({ scheme: preset(scheme), key, request: requestOf(bytes(body)), messageId, timestampMs });

  it('signs the known answer', () => {
    expect(sign().headers).toEqual(headers);
  });

  it('verifies the known answer', () => {
    const verdict = verifyRequest({ scheme: preset(scheme), key, headers, body: bytes(body), nowMs: timestampMs });
    expect(verdict).toMatchObject({ isValid: true, code: 'valid', expectedSignature: sign().signature?.signature });
  });

  it('shows what was signed, and never the key', () => {
    const { signature } = sign();
    expect(signature?.keyFingerprint).toMatch(/^[0-9a-f]{8}$/);
    expect(Buffer.from(signature?.signedContent ?? []).toString()).toContain(body);
    expect(JSON.stringify(signature)).not.toContain(key);
  });
});

it('takes the fingerprint over the key bytes, not over the text', () => {
  const { signature } = signRequest({
    scheme: preset('standard-webhooks'),
    key: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    request: requestOf(bytes('')),
    messageId: 'msg_1',
    timestampMs: 0,
  });
  const digest = createHash('sha256').update(Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64')).digest('hex');
  expect(signature?.keyFingerprint).toBe(digest.slice(0, 8));
});

it('passes the body on as the same bytes', () => {
  const body = bytes('{"big":12345678901234567890}');
  for (const scheme of ['knock-channel', 'github-sha256']) {
    const signed = signRequest({
      scheme: preset(scheme),
      key: 'k',
      request: requestOf(body),
      messageId: 'm',
      timestampMs: 1,
    });
    expect(signed.body).toBe(body);
  }
});

it('replaces a signature header that the template brought, and keeps the others in order', () => {
  const request = requestOf(bytes('{}'), [
    ['X-WEBHOOK-SIGNATURE', 'stale'],
    ['x-one', '1'],
    ['x-one', '2'],
  ]);
  const signed = signRequest({ scheme: preset('knock-channel'), key: 'k', request, messageId: 'm', timestampMs: 5 });
  expect(signed.headers.map(([name]) => name)).toEqual(['x-one', 'x-one', 'x-webhook-signature']);
  expect(request.headers).toHaveLength(3);
});
