import { describe, expect, it } from 'vitest';
import { signRequest, verifyRequest } from '../../core/signing/index.ts';
import { presetScheme, publishedVerifierSuite } from './published-verifier-suite.ts';

const key = '44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056';
const otherKey = '54782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056';
type AdyenValidator = InstanceType<typeof import('@adyen/api-library').hmacValidator>;
const load = async (): Promise<AdyenValidator> => new (await import('@adyen/api-library')).hmacValidator();

publishedVerifierSuite({
  preset: 'adyen-platform',
  signingKey: key,
  otherKey,
  async load() {
    const validator = await load();
    return {
      accepts: ({ headers, body }, secret) =>
        validator.validateHMACSignature(secret, headers.hmacsignature ?? '', body.toString()),
      sign: ({ body }, secret) => [['HmacSignature', validator.calculateHmac(Buffer.from(body).toString(), secret)]],
    };
  },
});

describe('adyen-standard and its published verifier', () => {
  const scheme = presetScheme('adyen-standard');
  const item = (reference: string, value: number) => ({
    NotificationRequestItem: {
      pspReference: '7914073381342284',
      originalReference: '',
      merchantAccountCode: 'TestMerchant',
      merchantReference: reference,
      amount: { value, currency: 'EUR' },
      eventCode: 'AUTHORISATION',
      success: 'true',
    },
  });
  const body = Buffer.from(
    JSON.stringify({ notificationItems: [item('TestPayment-1407325143704', 1130), item('Zoë', 0)] }),
  );
  const request = { method: 'POST', url: 'https://example.test/', headers: [], body };
  const signed = signRequest({ scheme, key, request, messageId: 'm', timestampMs: 0 });

  it('gives every item a signature the SDK accepts, the first being the published one', async () => {
    const validator = await load();
    const { notificationItems } = JSON.parse(Buffer.from(signed.body).toString());
    const signatures = notificationItems.map((each: ReturnType<typeof item>) => {
      const read = each.NotificationRequestItem as unknown as Parameters<AdyenValidator['validateHMAC']>[0];
      expect(validator.validateHMAC(read, key)).toBe(true);
      expect(validator.validateHMAC(read, otherKey)).toBe(false);
      return read.additionalData?.hmacSignature;
    });
    expect(signatures[0]).toBe('coqCmt/IZ4E3CzPvMY8zTjQVL5hYJUiBRg8UU+iCWo0=');
    expect(signatures).toHaveLength(2);
  });

  it('refuses the batch when one item is changed, and says which', () => {
    const judge = (text: string) => verifyRequest({ scheme, key, headers: [], body: Buffer.from(text), nowMs: 0 });
    const text = Buffer.from(signed.body).toString();
    expect(judge(text)).toMatchObject({ isValid: true, message: expect.stringContaining('All 2 items') });
    expect(judge(text.replace('Zoë', 'Zoe'))).toMatchObject({
      code: 'signature-mismatch',
      message: expect.stringContaining('Item 2 of 2'),
    });
    expect(judge('{"notificationItems":[]}').code).toBe('missing-field');
  });
});
