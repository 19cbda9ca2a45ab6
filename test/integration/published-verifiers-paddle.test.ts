import { expect, it, vi } from 'vitest';
import { signWithKeys } from '../../core/signing/index.ts';
import { presetScheme, publishedVerifierSuite } from './published-verifier-suite.ts';

const signingKey = 'pdl_ntfset_01hv8x29kz0t586xy6zn1a62ny_secret';
const otherKey = 'pdl_ntfset_other';

async function load() {
  const { Paddle } = await import('@paddle/paddle-node-sdk');
  const { webhooks } = new Paddle('unused');
  return {
    accepts: ({ headers, body }: { headers: Record<string, string>; body: Buffer }, key: string) => {
      return webhooks.isSignatureValid(body.toString(), key, headers['paddle-signature'] ?? '');
    },
  };
}

publishedVerifierSuite({
  preset: 'paddle',
  signingKey,
  otherKey,
  toleranceSeconds: { past: 5, future: null },
  load,
});

it('keeps the last of two signatures only, as the warning keeps-last-signature says', async () => {
  const nowMs = 1_700_000_000_000;
  const { accepts } = await load();
  const request = { method: 'POST', url: 'https://example.test/', headers: [], body: Buffer.from('{}') };
  const keys = [signingKey, otherKey].map((key) => ({ key, validUntilMs: null }));
  const input = { scheme: presetScheme('paddle'), keys, request, messageId: 'm', timestampMs: nowMs };
  const { headers } = signWithKeys(input).request;
  const delivery = { headers: { 'paddle-signature': headers[0]?.[1] ?? '' }, body: request.body };
  vi.useFakeTimers({ now: nowMs, toFake: ['Date'] });
  const answers = [await accepts(delivery, signingKey), await accepts(delivery, otherKey)];
  vi.useRealTimers();
  expect(answers).toEqual([false, true]);
});
