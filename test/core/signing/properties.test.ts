import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeaderPair } from '../../../core/model/index.ts';
import { schemePresets, signRequest, verifyRequest } from '../../../core/signing/index.ts';
import { anyScheme, bodies, keyFor, messageIds, timestampsMs } from './scheme-arbitraries.ts';
import { requestOf } from './scheme-builders.ts';

const presets = fc.constantFrom(...Object.values(schemePresets));
const signedBy = (schemes: typeof anyScheme) =>
  schemes.chain((scheme) =>
    fc.record({
      scheme: fc.constant(scheme),
      key: keyFor(scheme),
      messageId: messageIds,
      timestampMs: timestampsMs,
      body: bodies,
    }),
  );

function signOf({ scheme, key, messageId, timestampMs, body }: SignedCase) {
  return signRequest({ scheme, key, request: requestOf(body), messageId, timestampMs });
}
type SignedCase = typeof signedBy extends (...all: never[]) => fc.Arbitrary<infer Case> ? Case : never;

function flipBit(bytes: Uint8Array, bit: number): Uint8Array {
  const flipped = Uint8Array.from(bytes);
  flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return flipped;
}

describe('any scheme the language expresses', () => {
  it('verifies what it signs', () => {
    fc.assert(
      fc.property(signedBy(anyScheme), (input) => {
        const { headers, signature } = signOf(input);
        const verdict = verifyRequest({ ...input, headers, nowMs: input.timestampMs });
        expect(verdict.message).toMatch(/matches/);
        expect(verdict).toMatchObject({ isValid: true, code: 'valid', expectedSignature: signature?.signature });
        expect(verdict.signedContent).toEqual(signature?.signedContent);
        expect(verdict.timestamp).toBe(signature?.timestamp);
        expect(verdict.keyFingerprint).toBe(signature?.keyFingerprint);
      }),
      { numRuns: 500 },
    );
  });

  it('refuses a body with any one bit flipped', () => {
    fc.assert(
      fc.property(signedBy(anyScheme), fc.nat(), (input, at) => {
        fc.pre(input.body.length > 0);
        const body = flipBit(input.body, at % (input.body.length * 8));
        const verdict = verifyRequest({ ...input, body, headers: signOf(input).headers, nowMs: input.timestampMs });
        expect(verdict).toMatchObject({ isValid: false, code: 'signature-mismatch' });
      }),
      { numRuns: 300 },
    );
  });

  it('refuses another key', () => {
    fc.assert(
      fc.property(signedBy(anyScheme), (input) => {
        // Not zero bytes: HMAC pads short keys with zeros, so those would be the same key.
        const suffix = { utf8: 'x', base64: '////', hex: 'ff', pem: '' }[input.scheme.key.decoding];
        const key =
          input.scheme.key.decoding === 'utf8'
            ? input.key + suffix
            : (input.scheme.key.stripPrefix ?? '') + suffix.repeat(9);
        const verdict = verifyRequest({ ...input, key, headers: signOf(input).headers, nowMs: input.timestampMs });
        expect(verdict).toMatchObject({ isValid: false, code: 'signature-mismatch' });
      }),
      { numRuns: 200 },
    );
  });
});

describe('presets', () => {
  it('refuse any single bit flipped in a signature header', () => {
    fc.assert(
      fc.property(signedBy(presets), fc.nat(), fc.nat(), (input, which, at) => {
        const { headers } = signOf(input);
        const index = which % headers.length;
        const [name, value] = headers[index] ?? ['', ''];
        const text = Buffer.from(flipBit(Buffer.from(value), at % (value.length * 8))).toString('latin1');
        const changed = headers.map((pair, each): HeaderPair => (each === index ? [name, text] : pair));
        const verdict = verifyRequest({ ...input, headers: changed, nowMs: input.timestampMs });
        expect(verdict.isValid).toBe(false);
        expect(verdict.code).not.toBe('valid');
      }),
      { numRuns: 2000 },
    );
  });

  it('give a verdict, never an exception, on any headers', () => {
    const names = fc.constantFrom(
      'webhook-id',
      'Webhook-Timestamp',
      'webhook-signature',
      'stripe-signature',
      'x-webhook-signature',
      'x-hub-signature-256',
      'other',
    );
    const values = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('t', 's', 'v', '1', '0', '=', ',', ' ', 'a', 'sha256', '\t') }),
    );
    fc.assert(
      fc.property(
        presets,
        fc.array(fc.tuple(names, values), { maxLength: 8 }),
        fc.string(),
        fc.oneof(fc.double(), fc.integer()),
        (scheme, headers, key, nowMs) => {
          const verdict = verifyRequest({ scheme, key, headers, body: new Uint8Array(), nowMs });
          expect(verdict.isValid).toBe(false);
          expect(verdict.message).not.toBe('');
        },
      ),
      { numRuns: 2000 },
    );
  });
});
