import { expect, it } from 'vitest';
import { signRequest, verifyRequest } from '../../../core/signing/index.ts';
import { adyenItem, specificationPair } from './preset-cases.ts';
import { bytes, headerOf, preset } from './scheme-builders.ts';

const slackBody =
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar' +
  '&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=' +
  '&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN' +
  '&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';

const vector = {
  scheme: '',
  key: '',
  verifyingKey: undefined as string | undefined,
  method: 'POST',
  url: 'https://example.test/',
  body: '',
  messageId: 'unused',
  timestampMs: 0,
  header: '',
  value: '',
};

// Published by the vendors or in their public test suites, except the second Twilio value and HubSpot v3, whose inputs
// are our own and whose values the vendors' SDKs gave. GitHub and Standard Webhooks v1 stand in known-answers.test.ts.
const vectors: (typeof vector)[] = [
  {
    ...vector,
    scheme: 'standard-webhooks-v1a',
    key: specificationPair.signing,
    verifyingKey: specificationPair.verifying,
    body: '{"test": 2432232314}',
    messageId: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestampMs: 1_614_265_330_000,
    header: 'webhook-signature',
    value: 'v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==',
  },
  {
    ...vector,
    scheme: 'slack',
    key: '8f742231b10e8888abcd99yyyzzz85a5',
    body: slackBody,
    timestampMs: 1_531_420_618_000,
    header: 'X-Slack-Signature',
    value: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  },
  {
    ...vector,
    scheme: 'twilio-form',
    key: '12345',
    url: 'https://mycompany.com/myapp.php?foo=1&bar=2',
    body: 'CallSid=CA1234567890ABCDE&Caller=%2B12349013030&Digits=1234&From=%2B12349013030&To=%2B18005551212',
    header: 'X-Twilio-Signature',
    value: '0/KCTR6DLpKmkAf8muzZqo1nDgQ=',
  },
  {
    ...vector,
    scheme: 'twilio-form',
    key: '12345',
    url: 'https://a.test/x',
    body: 'B=2&A=z&A=a&A=a',
    header: 'X-Twilio-Signature',
    value: 'fldchn4zpnmFNE3AHqM6U6Wer3Q=',
  },
  {
    ...vector,
    scheme: 'hubspot-v2',
    key: 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy',
    method: 'GET',
    url: 'https://www.example.com/webhook_uri',
    header: 'X-HubSpot-Signature',
    value: 'eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e',
  },
  {
    ...vector,
    scheme: 'hubspot-v3',
    key: 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy',
    url: 'https://www.example.com/webhook_uri?x=1',
    body: '{"a":1}',
    timestampMs: 1_700_000_000_000,
    header: 'X-HubSpot-Signature-v3',
    value: 'NyoaHRmZKhlb0w1F6GKraLM21UNnXtgZOfMuP6VDyi0=',
  },
  {
    ...vector,
    scheme: 'hook0-v0',
    key: 'secret',
    body: 'hello !',
    timestampMs: 1_636_936_200_000,
    header: 'X-Hook0-Signature',
    value: 't=1636936200,v0=1b3d69df55f1e52f05224ba94a5162abeb17ef52cd7f4948c390f810d6a87e98',
  },
];

it.each(vectors)('$scheme gives $value', (each) => {
  const scheme = preset(each.scheme);
  const { key, verifyingKey = key, method, url, messageId, timestampMs, header, value } = each;
  const request = { method, url, headers: [], body: bytes(each.body) };
  const signed = signRequest({ scheme, key, request, messageId, timestampMs });
  expect(headerOf(signed.headers, header)).toBe(value);
  const verdict = verifyRequest({ ...signed, scheme, key: verifyingKey, nowMs: timestampMs });
  expect(verdict).toMatchObject({ isValid: true, code: 'valid' });
});

it('gives the signature of the Adyen notification that Adyen prints, in the item', () => {
  const body = bytes(`{"notificationItems":[${adyenItem}]}`);
  const key = '44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056';
  const request = { method: 'POST', url: 'https://example.test/', headers: [], body };
  const signed = signRequest({ scheme: preset('adyen-standard'), key, request, messageId: 'm', timestampMs: 0 });
  const { notificationItems } = JSON.parse(Buffer.from(signed.body).toString());
  expect(notificationItems[0].NotificationRequestItem.additionalData).toEqual({
    hmacSignature: 'coqCmt/IZ4E3CzPvMY8zTjQVL5hYJUiBRg8UU+iCWo0=',
  });
  expect(Buffer.from(signed.signature?.signedContent ?? []).toString()).toBe(
    '7914073381342284::TestMerchant:TestPayment-1407325143704:1130:EUR:AUTHORISATION:true',
  );
});
