import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { HeaderPair, SignatureScheme } from '../../../core/model/index.ts';
import { signRequest, verifyRequest } from '../../../core/signing/index.ts';
import { bytes, headerOf, preset, requestOf, withHeader } from './scheme-builders.ts';

const body = bytes('{"a":1}');
const nowMs = 1_700_000_000_000;
const key = 'c2VjcmV0';

function signed(scheme: SignatureScheme): HeaderPair[] {
  return signRequest({ scheme, key, request: requestOf(body), messageId: 'msg_1', timestampMs: nowMs }).headers;
}
function verdict(scheme: SignatureScheme, headers: readonly HeaderPair[]) {
  return verifyRequest({ scheme, key, headers, body, nowMs });
}

describe('names', () => {
  it('names the header that is missing, and the one that may have been meant', () => {
    expect(verdict(preset('knock-channel'), [])).toMatchObject({
      code: 'missing-header',
      message: expect.stringContaining('no x-webhook-signature header'),
    });
    const renamed: HeaderPair[] = [['x-knock-signature', 't=1,s=a']];
    expect(verdict(preset('knock-channel'), renamed).message).toContain('x-knock-signature instead');
    const partial = signed(preset('standard-webhooks')).filter(([name]) => name !== 'webhook-timestamp');
    expect(verdict(preset('standard-webhooks'), partial)).toMatchObject({
      code: 'missing-header',
      message: expect.stringContaining('no webhook-timestamp header'),
    });
  });
});

describe('rotation', () => {
  const standard = preset('standard-webhooks');
  const standardHeaders = signed(standard);
  const good = headerOf(standardHeaders, 'webhook-signature') ?? '';
  const other = `v1,${createHmac('sha256', 'old').update('x').digest('base64')}`;

  it.each([`${other} ${good}`, `${good} ${other}`, `v1a,${'A'.repeat(86)}== ${other} ${good}`, `v2,future ${good}`])(
    'accepts any matching signature of a list: %s',
    (value) => {
      expect(verdict(standard, withHeader(standardHeaders, 'webhook-signature', value)).code).toBe('valid');
    },
  );

  it('refuses a list without a match, and counts what it looked at', () => {
    const list = `${other} v1,AAAA`;
    const result = verdict(standard, withHeader(standardHeaders, 'webhook-signature', list));
    expect(result.code).toBe('signature-mismatch');
    expect(result.receivedSignatures).toHaveLength(2);
    expect(result.message).toContain('None of the 2 signatures in webhook-signature');
  });

  it('refuses a list that holds other versions only', () => {
    const value = good.replace('v1,', 'v1a,');
    expect(verdict(standard, withHeader(standardHeaders, 'webhook-signature', value)).code).toBe('malformed-header');
  });

  const stripe = preset('stripe');
  const stripeHeaders = signed(stripe);
  const value = headerOf(stripeHeaders, 'stripe-signature') ?? '';
  const [stamp = '', signature = ''] = value.split(',');
  const decoy = '0'.repeat(64);

  it.each([
    `${stamp},v1=${decoy},${signature}`,
    `${stamp},${signature},v1=${decoy},v0=${decoy}`,
    `v0=${decoy},${signature},${stamp}`,
    `${stamp}, ${signature},`,
  ])('accepts repeated and unknown parts of Stripe: %s', (each) => {
    expect(verdict(stripe, withHeader(stripeHeaders, 'stripe-signature', each)).code).toBe('valid');
  });

  it("never takes Stripe's decoy for a signature", () => {
    const each = `${stamp},${signature.replace('v1=', 'v0=')}`;
    expect(verdict(stripe, withHeader(stripeHeaders, 'stripe-signature', each))).toMatchObject({
      code: 'malformed-header',
      message: expect.stringContaining('no "v1=" part'),
    });
  });

  it('refuses two signatures where the scheme allows one', () => {
    const knock = preset('knock-channel');
    const headers = signed(knock);
    const doubled = `${headerOf(headers, 'x-webhook-signature')},s=AAAA`;
    expect(verdict(knock, withHeader(headers, 'x-webhook-signature', doubled)).code).toBe('malformed-header');
  });
});

describe('repeated headers', () => {
  it('pools the signatures of a header that comes twice', () => {
    const standard = preset('standard-webhooks');
    const headers: HeaderPair[] = [['webhook-signature', 'v1,AAAA'], ...signed(standard)];
    expect(verdict(standard, headers).code).toBe('valid');
  });

  it('accepts the same value twice and refuses two that differ', () => {
    for (const name of ['knock-channel', 'github-sha256', 'standard-webhooks']) {
      const headers = signed(preset(name));
      expect(verdict(preset(name), [...headers, ...headers]).code).toBe('valid');
    }
    const standard = preset('standard-webhooks');
    for (const extra of [
      ['webhook-timestamp', '1'],
      ['webhook-id', 'msg_2'],
    ] as const) {
      const result = verdict(standard, [...signed(standard), extra]);
      expect(result).toMatchObject({ code: 'malformed-header', message: expect.stringContaining('different') });
    }
  });
});

describe('malformed values', () => {
  const goodKnock = headerOf(signed(preset('knock-channel')), 'x-webhook-signature') ?? '';
  it.each([
    ['knock-channel', 'x-webhook-signature', '', 'missing-timestamp'],
    ['knock-channel', 'x-webhook-signature', 's=AAAA', 'missing-timestamp'],
    ['knock-channel', 'x-webhook-signature', 't=,s=AAAA', 'missing-timestamp'],
    ['knock-channel', 'x-webhook-signature', `t=${nowMs}`, 'malformed-header'],
    ['knock-channel', 'x-webhook-signature', `t=${nowMs},s=`, 'malformed-header'],
    ['knock-channel', 'x-webhook-signature', 'garbage', 'malformed-header'],
    ['knock-channel', 'x-webhook-signature', `${goodKnock},oops`, 'malformed-header'],
    ['knock-channel', 'x-webhook-signature', `t=1,${goodKnock}`, 'malformed-header'],
    ['knock-channel', 'x-webhook-signature', goodKnock.replace('t=', 't=+'), 'malformed-header'],
    ['knock-channel', 'x-webhook-signature', goodKnock.replace('t=', 't= '), 'malformed-header'],
    ['knock-channel', 'x-webhook-signature', goodKnock.replace('t=', 't=0x'), 'malformed-header'],
    ['knock-channel', 'x-webhook-signature', 'x'.repeat(9000), 'malformed-header'],
    ['standard-webhooks', 'webhook-timestamp', '', 'missing-timestamp'],
    ['standard-webhooks', 'webhook-timestamp', '1700000000abc', 'malformed-header'],
    ['standard-webhooks', 'webhook-timestamp', '1700000000.5', 'malformed-header'],
    ['standard-webhooks', 'webhook-timestamp', '-1700000000', 'malformed-header'],
    ['standard-webhooks', 'webhook-timestamp', '١٧٠٠٠٠٠٠٠٠', 'malformed-header'],
    ['standard-webhooks', 'webhook-id', '', 'malformed-header'],
    ['standard-webhooks', 'webhook-signature', 'v1,', 'malformed-header'],
    ['standard-webhooks', 'webhook-signature', 'v1', 'malformed-header'],
    ['github-sha256', 'x-hub-signature-256', 'sha1=abc', 'malformed-header'],
    ['github-sha256', 'x-hub-signature-256', 'sha256=', 'malformed-header'],
    ['github-sha256', 'x-hub-signature-256', 'sha256=abc', 'signature-mismatch'],
  ])('%s: %s "%s" is %s', (name, header, value, code) => {
    const result = verdict(preset(name), withHeader(signed(preset(name)), header, value));
    expect(result).toMatchObject({ code, isValid: false });
    expect(result.message.length).toBeGreaterThan(10);
    expect(result.message.length).toBeLessThan(400);
  });

  it('signs the stamp as it is written, so leading zeros cannot be added', () => {
    const headers = withHeader(signed(preset('knock-channel')), 'x-webhook-signature', goodKnock.replace('t=', 't=0'));
    expect(verdict(preset('knock-channel'), headers).code).toBe('signature-mismatch');
  });

  it('reads a header of nothing but separators quickly', () => {
    const scheme: SignatureScheme = {
      ...preset('stripe'),
      headers: [{ name: 'x', value: '{id}.{timestamp}.{signature}' }],
      signedContent: '{id}{body}',
      signatureSeparator: null,
    };
    expect(verdict(scheme, [['x', '.'.repeat(8192)]]).isValid).toBe(false);
  });
});
