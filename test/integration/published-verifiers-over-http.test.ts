import { request as httpRequest } from 'node:http';
import { expect, it } from 'vitest';
import type { SignedRequest } from '../../core/model/index.ts';
import { resolveScheme, signRequest, verifyRequest } from '../../core/signing/index.ts';
import { aHost, aReceiver, verifier } from '../core/receiver/receiver-fixtures.ts';
import { presetCases } from '../core/signing/preset-cases.ts';

// Every preset over a real socket: what the receiver knows of a request (URL, method, header case) has to be enough.
it.each(presetCases)(
  '$preset: a receiver verifies what arrives',
  async ({ preset, signingKey, verifyingKey, request }) => {
    const nowMs = 1_700_000_000_000;
    const { host, received } = aHost({
      verifierOf: ({ scheme: choice, key }) => {
        const scheme = resolveScheme(choice);
        if (scheme === null) throw new Error(`no preset ${preset}`);
        return verifier((parts, clockMs) => verifyRequest({ ...parts, scheme, key, nowMs: clockMs }));
      },
    });
    await host.start('a', aReceiver({ verification: { scheme: { preset }, key: verifyingKey, onFailure: 'reject' } }));
    const { url } = host.states().find((state) => state.receiver === 'a') ?? {};
    if (typeof url !== 'string') throw new Error('the receiver does not run');
    const scheme = resolveScheme({ preset });
    if (scheme === null) throw new Error(`no preset ${preset}`);
    const target = { ...request, url: `${url}?to=a%3Ab` };
    const signed = signRequest({ scheme, key: signingKey, request: target, messageId: 'msg_1', timestampMs: nowMs });
    expect(await post(signed)).toBe(200);
    expect(await post({ ...signed, headers: [], body: new Uint8Array() })).toBe(401);
    expect(received.map(({ verdict }) => verdict === 'valid')).toEqual([true, false]);
  },
);

function post({ url, method, headers, body }: SignedRequest): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { method, headers: Object.fromEntries(headers), agent: false }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    });
    sent.on('error', reject).end(body);
  });
}
