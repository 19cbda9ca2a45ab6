import { publishedVerifierSuite } from './published-verifier-suite.ts';

publishedVerifierSuite({
  preset: 'coinbase-commerce',
  signingKey: '83436a39-ea5d-4a8c-8a7d-cb4a1e2f0b0f',
  otherKey: '83436a39-ea5d-4a8c-8a7d-cb4a1e2f0b0e',
  async load() {
    const { Webhook } = await import('coinbase-commerce-node');
    return {
      accepts: ({ headers, body }, key) =>
        Webhook.verifySigHeader(body.toString(), headers['x-cc-webhook-signature'] ?? '', key),
    };
  },
});
