import { publishedVerifierSuite } from './published-verifier-suite.ts';

publishedVerifierSuite({
  preset: 'openai',
  signingKey: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  otherKey: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD',
  toleranceSeconds: { past: 300, future: 300 },
  async load() {
    const { OpenAI } = await import('openai');
    const client = new OpenAI({ apiKey: 'unused' });
    return {
      async accepts({ headers, body }, secret) {
        await client.webhooks.verifySignature(body.toString(), headers, secret);
        return true;
      },
    };
  },
});
