import { publishedVerifierSuite } from './published-verifier-suite.ts';

publishedVerifierSuite({
  preset: 'replicate',
  signingKey: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  otherKey: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD',
  async load() {
    const { validateWebhook } = await import('replicate');
    return {
      accepts: ({ headers, body }, secret) =>
        validateWebhook({
          id: headers['webhook-id'] ?? '',
          timestamp: headers['webhook-timestamp'] ?? '',
          signature: headers['webhook-signature'] ?? '',
          body: body.toString(),
          secret,
        }),
    };
  },
});
