import { publishedVerifierSuite } from './published-verifier-suite.ts';

publishedVerifierSuite({
  preset: 'linear',
  signingKey: 'lin_wh_secret',
  otherKey: 'lin_wh_other',
  bodies: ['{"action":"create","webhookTimestamp":0}', '{"action":"é","data":{"n":12345678901234567890}}'],
  toleranceSeconds: { past: 60, future: 60 },
  async load() {
    const { LinearWebhookClient } = await import('@linear/sdk/webhooks');
    return {
      accepts: ({ headers, body }, key) =>
        new LinearWebhookClient(key).verify(
          body,
          headers['linear-signature'] ?? '',
          JSON.parse(body.toString()).webhookTimestamp,
        ),
    };
  },
});
