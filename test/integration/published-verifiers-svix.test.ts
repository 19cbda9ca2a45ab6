import { publishedVerifierSuite } from './published-verifier-suite.ts';

const key = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

for (const preset of ['svix', 'standard-webhooks'] as const) {
  publishedVerifierSuite({
    preset,
    signingKey: key,
    otherKey: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD',
    toleranceSeconds: { past: 300, future: 300 },
    async load() {
      const { Webhook } = await import('svix');
      return {
        accepts: ({ headers, body }, secret) => new Webhook(secret).verify(body.toString(), headers) !== undefined,
        sign(request, secret) {
          const text = Buffer.from(request.body).toString();
          const at = new Date();
          const prefix = preset === 'svix' ? 'svix' : 'webhook';
          return [
            [`${prefix}-id`, 'msg_theirs'],
            [`${prefix}-timestamp`, String(Math.floor(at.getTime() / 1000))],
            [`${prefix}-signature`, new Webhook(secret).sign('msg_theirs', at, text)],
          ];
        },
      };
    },
  });
}
