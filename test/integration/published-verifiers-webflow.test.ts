import { publishedVerifierSuite } from './published-verifier-suite.ts';

publishedVerifierSuite({
  preset: 'webflow',
  signingKey: 'a-webflow-secret',
  otherKey: 'a-webflow-secret!',
  async load() {
    const { WebflowClient } = await import('webflow-api');
    const client = new WebflowClient({ accessToken: 'unused' });
    return {
      accepts: ({ headers, body }, secret) =>
        client.webhooks.verifySignature({ headers, body: body.toString(), secret }),
    };
  },
});
