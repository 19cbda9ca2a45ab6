import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeaderPair } from '../../../core/model/index.ts';
import { signRequest, verifyRequest } from '../../../core/signing/index.ts';
import { type PresetCase, presetCases } from './preset-cases.ts';
import { anyScheme, bodies, keyFor, messageIds, timestampsMs } from './scheme-arbitraries.ts';
import { requestOf } from './scheme-builders.ts';

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

/** A preset's own request, signed at some moment with some id. */
const signedPresets = fc.record({
  each: fc.constantFrom(...presetCases),
  messageId: messageIds,
  timestampMs: timestampsMs,
});

function signPreset({ each, messageId, timestampMs }: { each: PresetCase; messageId: string; timestampMs: number }) {
  const { scheme, signingKey, verifyingKey, request } = each;
  const signed = signRequest({ scheme, key: signingKey, request, messageId, timestampMs });
  const judge = (changes: object) =>
    verifyRequest({ ...signed, scheme, key: verifyingKey, nowMs: timestampMs, ...changes });
  return { signed, judge };
}

describe('presets', () => {
  it('refuse any single bit flipped in a header they sign with', () => {
    fc.assert(
      fc.property(signedPresets, fc.nat(), fc.nat(), (input, which, at) => {
        const { signed, judge } = signPreset(input);
        const names = input.each.scheme.headers.map(({ name }) => name.toLowerCase());
        const own = signed.headers.filter(([name]) => names.includes(name.toLowerCase()));
        fc.pre(own.length > 0);
        const [name, value] = own[which % own.length] ?? ['', ''];
        const text = Buffer.from(flipBit(Buffer.from(value), at % (value.length * 8))).toString('latin1');
        const headers = signed.headers.map((pair): HeaderPair => (pair[0] === name ? [name, text] : pair));
        // A blank that has become a tab, or the case of a value that is not read, is no difference on the wire.
        fc.pre(text.trim() !== value.trim());
        expect(judge({}).code).toBe('valid');
        expect(judge({ headers }).isValid).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  it('refuse any single bit flipped in what they sign of the body', () => {
    const bodySigned = presetCases.filter(({ scheme }) => /\{body(\.[a-z0-9]+)?\}/.test(scheme.signedContent));
    expect(bodySigned.length).toBeGreaterThan(50);
    const inputs = fc.record({
      each: fc.constantFrom(...bodySigned),
      messageId: messageIds,
      timestampMs: timestampsMs,
    });
    fc.assert(
      fc.property(inputs, fc.nat(), (input, at) => {
        const { signed, judge } = signPreset(input);
        const body = flipBit(signed.body, at % (signed.body.length * 8));
        expect(judge({}).code).toBe('valid');
        expect(judge({ body }).isValid).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it('refuse the URL or the method of another request where they sign it', () => {
    for (const each of presetCases) {
      const { signed, judge } = signPreset({ each, messageId: 'msg_1', timestampMs: 1_700_000_000_000 });
      const isUrlSigned = /\{url/.test(each.scheme.signedContent);
      expect([each.preset, judge({ url: `${signed.url}x` }).isValid]).toEqual([each.preset, !isUrlSigned]);
      expect([each.preset, judge({ url: undefined }).isValid]).toEqual([each.preset, !isUrlSigned]);
      if (isUrlSigned) expect(judge({ url: undefined }).code).toBe('missing-url');
      const isMethodSigned = /\{method\}/.test(each.scheme.signedContent);
      expect([each.preset, judge({ method: 'PUT' }).isValid]).toEqual([each.preset, !isMethodSigned]);
    }
  });

  it('give a verdict, never an exception, on any headers, URL, key and body', () => {
    const names = fc.constantFrom(
      'other',
      ...new Set(presetCases.flatMap(({ scheme }) => scheme.headers.map(({ name }) => name))),
    );
    const values = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('t', 's', 'v', '1', '0', '=', ',', ';', ' ', 'a', 'sha256', 'v0', 'h', '\t') }),
    );
    const anyBody = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.json().map((text) => new TextEncoder().encode(text)),
      fc
        .constantFrom('{"Signature":"AA=="', '{"signature":{"timestamp":1}}', '{"notificationItems":[{}]}', '[[[[', '"')
        .map((text) => new TextEncoder().encode(text)),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...presetCases),
        fc.array(fc.tuple(names, values), { maxLength: 8 }),
        fc.oneof(fc.string(), fc.constant(null)),
        fc.oneof(fc.double(), fc.integer()),
        fc.oneof(fc.constant(undefined), fc.string(), fc.webUrl()),
        anyBody,
        ({ scheme, verifyingKey }, headers, key, nowMs, url, body) => {
          const verdict = verifyRequest({
            scheme,
            key: key ?? verifyingKey,
            headers,
            body,
            nowMs,
            url,
            method: 'POST',
          });
          expect(verdict.isValid).toBe(false);
          expect(verdict.code).not.toBe('valid');
          expect(verdict.message).not.toBe('');
        },
      ),
      { numRuns: 5000 },
    );
  });
});
