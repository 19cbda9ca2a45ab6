import { fail } from 'node:assert';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeaderPair } from '../../../core/model/index.ts';
import { describeScheme, readRequest, signRequest, verifyRequest } from '../../../core/signing/index.ts';
import { messageIds } from './scheme-arbitraries.ts';
import { requestOf } from './scheme-builders.ts';
import { jsonBodies, type WideCase, wideCases } from './wide-arbitraries.ts';

const inputs = fc.record({
  each: wideCases,
  messageId: messageIds,
  timestampMs: fc.integer({ min: 0, max: 4_102_444_800_000 }),
  body: jsonBodies,
});
const headers: HeaderPair[] = [
  ['content-type', 'application/json'],
  ['x-one', '1'],
];

function signWide({
  each,
  messageId,
  timestampMs,
  body,
}: {
  each: WideCase;
  messageId: string;
  timestampMs: number;
  body: Uint8Array;
}) {
  const { scheme, signingKey, verifyingKey } = each;
  const request = { ...requestOf(body, headers), url: 'https://example.test/hooks?to=a%3Ab#part' };
  const signed = signRequest({ scheme, key: signingKey, request, messageId, timestampMs });
  const judge = (changes: object) =>
    verifyRequest({ ...signed, scheme, key: verifyingKey, nowMs: timestampMs, ...changes });
  return { signed, judge };
}

describe('any scheme of the whole language', () => {
  it('verifies what it signs, and says the same of both sides', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { signed, judge } = signWide(input);
        const verdict = judge({});
        expect(verdict.message).toMatch(/match|items are signed/);
        expect(verdict).toMatchObject({ isValid: true, code: 'valid' });
        expect(verdict.keyFingerprint).toBe(signed.signature?.keyFingerprint);
        expect(verdict.signedContent).toEqual(signed.signature?.signedContent);
        expect(Buffer.from(signed.signature?.signedContent ?? []).includes(input.each.signingKey)).toBe(false);
        expect(describeScheme(input.each.scheme)).not.toMatch(/undefined|NaN/);
      }),
      { numRuns: 600 },
    );
  });

  it('shows the same content in parts', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { signed } = signWide(input);
        const read = readRequest({ ...signed, scheme: input.each.scheme });
        if (!Array.isArray(read)) fail(read.message);
        const bytes = Buffer.concat(read[0]?.parts.map((part) => part.bytes) ?? []);
        expect(bytes).toEqual(Buffer.from(signed.signature?.signedContent ?? []));
      }),
      { numRuns: 200 },
    );
  });

  it('leaves every other byte of the body alone', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { signed } = signWide(input);
        if (!input.each.scheme.bodyFields?.length) expect(signed.body).toBe(input.body);
        const before = Buffer.from(input.body).toString();
        const after = Buffer.from(signed.body).toString();
        expect(() => JSON.parse(after)).not.toThrow();
        for (const piece of ['12345678901234567890', '1.00', '\\u00e9\\/', '\r\n']) {
          expect(after.split(piece).length).toBeGreaterThanOrEqual(before.split(piece).length);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('refuses another signature, another time, another id and another account', () => {
    fc.assert(
      fc.property(inputs, fc.nat(), fc.nat({ max: 7 }), (input, which, bit) => {
        const { signed, judge } = signWide(input);
        const sentNames = ['x-signature', 'x-id', 'x-time', 'x-names', 'x-account'];
        const own = signed.headers.filter(([name]) => sentNames.includes(name.toLowerCase()));
        const [name, value] = own[which % own.length] ?? ['', ''];
        // Not on the id or names unless they are signed: what nobody reads may change.
        const content = input.each.scheme.signedContent;
        fc.pre(name !== 'x-id' || content.includes('{id}'));
        fc.pre(name !== 'x-time' || content.includes('{timestamp}'));
        fc.pre(value.length > 0 && input.each.scheme.algorithm !== 'token');
        const at = which % value.length;
        const letter = String.fromCharCode(value.charCodeAt(at) ^ (1 << bit));
        const changed = value.slice(0, at) + letter + value.slice(at + 1);
        fc.pre(changed.trim() !== value);
        const spoiled = signed.headers.map((pair): HeaderPair => (pair[0] === name ? [name, changed] : pair));
        expect(judge({ headers: spoiled }).isValid).toBe(false);
      }),
      { numRuns: 1500 },
    );
  });

  it('refuses a body with one bit flipped where the body or its hash is signed', () => {
    fc.assert(
      fc.property(inputs, fc.nat(), (input, at) => {
        const { signedContent } = input.each.scheme;
        fc.pre(/\{body(\.[a-z0-9]+)?\}/.test(signedContent));
        const { signed, judge } = signWide(input);
        const body = Uint8Array.from(signed.body);
        const bit = at % (body.length * 8);
        body[bit >> 3] = (body[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(judge({ body }).isValid).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('refuses one bit flipped in a header that is signed', () => {
    fc.assert(
      fc.property(inputs, fc.nat(), (input, at) => {
        const { signedContent } = input.each.scheme;
        const { signed, judge } = signWide(input);
        const named = signedContent.includes('{headerValues}') ? (input.each.scheme.signedHeaders ?? []) : [];
        const names = [...named, ...(signedContent.includes('{header:content-type}') ? ['content-type'] : [])];
        fc.pre(names.length > 0);
        const name = names[at % names.length] ?? '';
        const spoiled = signed.headers.map(([each, value]): HeaderPair => {
          return each.toLowerCase() === name.toLowerCase() ? [each, flipped(value, at)] : [each, value];
        });
        fc.pre(blankless(spoiled) !== blankless(signed.headers));
        expect(judge({ headers: spoiled }).isValid).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('refuses one bit flipped in the part of the URL that is signed', () => {
    fc.assert(
      fc.property(inputs, fc.nat(), (input, at) => {
        const { signedContent } = input.each.scheme;
        const part = /\{(url|path|query)\}/.exec(signedContent)?.[1];
        fc.pre(part !== undefined);
        const { signed, judge } = signWide(input);
        const [whole = ''] = signed.url.split('#');
        const host = /^https:\/\/[^/]*/.exec(whole)?.[0] ?? '';
        const [path = '', query = ''] = whole.slice(host.length).split('?');
        const text = { url: whole, path, query }[part ?? ''] ?? '';
        const letter = at % text.length;
        const changed = text.slice(0, letter) + flipped(text[letter] ?? '', at >> 3) + text.slice(letter + 1);
        // Such a letter ends the part, or is never sent.
        fc.pre(!/[?#]/.test(changed.slice(letter, letter + 1)) && !/[?]/.test(text[letter] ?? ''));
        const url = { url: changed, path: `${host}${changed}?${query}`, query: `${host}${path}?${changed}` }[
          part ?? ''
        ];
        expect(judge({}).isValid).toBe(true);
        expect(judge({ url }).isValid).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('never throws and never says valid on anything else', () => {
    fc.assert(
      fc.property(
        wideCases,
        fc.array(fc.tuple(fc.constantFrom('x-signature', 'x-id', 'x-time', 'x-names', 'x-account'), fc.string())),
        fc.oneof(fc.string(), fc.webUrl(), fc.constant(undefined)),
        fc.oneof(fc.uint8Array({ maxLength: 40 }), jsonBodies),
        fc.oneof(fc.string(), fc.constant(null)),
        ({ scheme, verifyingKey }, received, url, body, key) => {
          const input = { scheme, key: key ?? verifyingKey, headers: received, body, url, method: 'POST', nowMs: 0 };
          expect(verifyRequest(input).isValid).toBe(false);
          expect(verifyRequest(input).message).not.toBe('');
        },
      ),
      { numRuns: 1500 },
    );
  });
});

function flipped(text: string, at: number): string {
  const letter = at % Math.max(text.length, 1);
  const other = String.fromCharCode(text.charCodeAt(letter) ^ (1 << (at % 7)));
  return text.slice(0, letter) + other + text.slice(letter + 1);
}

/** HTTP allows blanks around a value, so they make no difference. */
function blankless(headers: readonly HeaderPair[]): string {
  return JSON.stringify(headers.map(([name, value]) => [name, value.trim()]));
}
