import { publishedVerifierSuite } from './published-verifier-suite.ts';

publishedVerifierSuite({
  preset: 'workos',
  signingKey: 'secret',
  otherKey: 'secret!',
  // The SDK writes the JSON anew: what it would write otherwise than it came is refused there.
  bodies: ['{"event":"task.completed","id":1}', '{"name":"Zoë 東京 👩‍🚀","list":[1,2.5,null]}'],
  toleranceSeconds: { past: 180, future: null },
  async load() {
    const { WorkOS } = await import('@workos-inc/node');
    const { webhooks } = new WorkOS('unused');
    return {
      accepts: ({ headers, body }, secret) =>
        webhooks.verifyHeader({
          payload: JSON.parse(body.toString()),
          sigHeader: headers['workos-signature'] ?? '',
          secret,
        }),
    };
  },
});
