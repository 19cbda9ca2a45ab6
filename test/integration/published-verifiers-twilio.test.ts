import { publishedVerifierSuite } from './published-verifier-suite.ts';

const load = async () => (await import('twilio')).default;

publishedVerifierSuite({
  preset: 'twilio-form',
  signingKey: '12345',
  otherKey: '12346',
  contentType: 'application/x-www-form-urlencoded',
  bodies: [
    'CallSid=CA1234567890ABCDE&Caller=%2B12349013030&Digits=1234&From=%2B12349013030&To=%2B18005551212',
    'Body=Zo%C3%AB+%F0%9F%91%A9&b=2&a=1',
    'A=z&A=a&A=a&B=2',
    '',
  ],
  async load() {
    const { getExpectedTwilioSignature, validateRequest } = await load();
    const fields = (body: Uint8Array): Record<string, string | string[]> => {
      const form = new URLSearchParams(Buffer.from(body).toString());
      return Object.fromEntries(
        [...form.keys()].map((name) => {
          const values = form.getAll(name);
          return [name, values.length === 1 ? (values[0] ?? '') : values];
        }),
      );
    };
    return {
      accepts: ({ url, headers, body }, key) => {
        return validateRequest(key, headers['x-twilio-signature'] ?? '', url, fields(body));
      },
      sign: ({ url, body }, key) => [['X-Twilio-Signature', getExpectedTwilioSignature(key, url, fields(body))]],
    };
  },
});

publishedVerifierSuite({
  preset: 'twilio-json',
  signingKey: '12345',
  otherKey: '12346',
  async load() {
    const { validateRequestWithBody } = await load();
    return {
      accepts: ({ url, headers, body }, key) => {
        return validateRequestWithBody(key, headers['x-twilio-signature'] ?? '', url, body.toString());
      },
    };
  },
});
