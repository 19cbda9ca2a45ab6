import { publishedVerifierSuite } from './published-verifier-suite.ts';

publishedVerifierSuite({
  preset: 'box',
  signingKey: 'SamplePrimaryKey',
  otherKey: 'SampleSecondaryKey',
  // The SDK refuses every stamp that is ahead of its own clock; the preset allows for clocks that differ.
  async load() {
    const { WebhooksManager } = await import('box-node-sdk/managers/webhooks');
    return {
      accepts: ({ headers, body }, key) =>
        WebhooksManager.validateMessage(body.toString(), headers, key, { maxAge: 600 }),
    };
  },
});
