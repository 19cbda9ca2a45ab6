import { publishedVerifierSuite } from './published-verifier-suite.ts';

publishedVerifierSuite({
  preset: 'line',
  signingKey: '8c570fa6dd201bb328f1c1eac23a96d8',
  otherKey: '8c570fa6dd201bb328f1c1eac23a96d9',
  async load() {
    const { validateSignature } = await import('@line/bot-sdk');
    return {
      accepts: ({ headers, body }, key) => validateSignature(body, key, headers['x-line-signature'] ?? ''),
    };
  },
});
