import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SignatureScheme, SignedRequest } from '../../../../core/model/index.ts';
import { signRequest, verifyRequest } from '../../../../core/signing/index.ts';
import { verifierCode } from '../../../../core/signing/lab.ts';
import { messageIds } from '../scheme-arbitraries.ts';
import { requestOf } from '../scheme-builders.ts';
import { jsonBodies, wideCases } from '../wide-arbitraries.ts';

interface GeneratedModule {
  verifyWebhook(
    request: { headers: Record<string, string>; body: Buffer; method: string; url: string },
    secrets: string[],
    nowMs: number,
  ): void;
  WebhookError: new () => Error;
}

/** The generated code as a module of its own; null where there is none for the scheme. */
async function generated(scheme: SignatureScheme): Promise<GeneratedModule | null> {
  const [module] = verifierCode(scheme, 'node').files;
  if (module === undefined) return null;
  return (await import(
    /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(module.content)}`
  )) as GeneratedModule;
}

function isAccepted(
  module: GeneratedModule,
  { headers, body, method, url }: SignedRequest,
  key: string,
  nowMs: number,
) {
  const names = new Map<string, string[]>();
  for (const [name, value] of headers) {
    names.set(name.toLowerCase(), [...(names.get(name.toLowerCase()) ?? []), value]);
  }
  const joined = Object.fromEntries([...names].map(([name, values]) => [name, values.join(', ')]));
  try {
    module.verifyWebhook({ headers: joined, body: Buffer.from(body), method, url }, [key], nowMs);
    return true;
  } catch (error) {
    if (error instanceof module.WebhookError) return false;
    throw error;
  }
}

// Of fields the code signs texts and numbers only, and this body's are whole objects; presets play those.
const inputs = fc.record({
  each: wideCases.filter(({ scheme }) => !/\{(json|lines):/.test(scheme.signedContent)),
  messageId: messageIds,
  timestampMs: fc.integer({ min: 0, max: 4_102_444_800_000 }),
  body: jsonBodies,
  at: fc.nat(),
});

it('the code written for any scheme accepts what we sign, and refuses what we refuse', async () => {
  let tried = 0;
  await fc.assert(
    fc.asyncProperty(inputs, async ({ each, messageId, timestampMs, body, at }) => {
      const module = await generated(each.scheme);
      if (module === null) return;
      tried += 1;
      const url = 'https://example.test/hooks?to=a%3Ab';
      const headers = [
        ['content-type', 'application/json'],
        ['x-one', '1'],
      ] as [string, string][];
      const request = { ...requestOf(body, headers), url };
      const { scheme, signingKey, verifyingKey } = each;
      const signed = signRequest({ scheme, key: signingKey, request, messageId, timestampMs });
      expect(isAccepted(module, signed, verifyingKey, timestampMs)).toBe(true);
      const spoiled = Uint8Array.from(signed.body);
      const bit = at % (spoiled.length * 8);
      spoiled[bit >> 3] = (spoiled[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const flipped = { ...signed, body: spoiled };
      const ours = verifyRequest({ ...flipped, scheme, key: verifyingKey, nowMs: timestampMs }).isValid;
      if (!ours) expect(isAccepted(module, flipped, verifyingKey, timestampMs)).toBe(false);
    }),
    { numRuns: 300 },
  );
  expect(tried).toBeGreaterThan(150);
});
