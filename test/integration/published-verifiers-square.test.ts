import { publishedVerifierSuite } from './published-verifier-suite.ts';

publishedVerifierSuite({
  preset: 'square',
  signingKey: 'asdf1234',
  otherKey: 'asdf1235',
  async load() {
    const { WebhooksHelper } = await import('square');
    return {
      accepts: ({ url, headers, body }, signatureKey) =>
        WebhooksHelper.verifySignature({
          requestBody: body.toString(),
          signatureHeader: headers['x-square-hmacsha256-signature'] ?? '',
          signatureKey,
          notificationUrl: url,
        }),
    };
  },
});
