import { publishedVerifierSuite } from './published-verifier-suite.ts';

publishedVerifierSuite({
  preset: 'slack',
  signingKey: '8f742231b10e8888abcd99yyyzzz85a5',
  otherKey: '8f742231b10e8888abcd99yyyzzz85a6',
  // Bolt bounds the past only; the preset is as strict as Slack's page asks for.
  toleranceSeconds: { past: 300, future: null },
  async load() {
    const { verifySlackRequest } = await import('@slack/bolt');
    return {
      accepts: ({ headers, body }, signingSecret) => {
        verifySlackRequest({
          signingSecret,
          body: body.toString(),
          headers: {
            'x-slack-signature': headers['x-slack-signature'] ?? '',
            'x-slack-request-timestamp': Number(headers['x-slack-request-timestamp']),
          },
        });
        return true;
      },
    };
  },
});
