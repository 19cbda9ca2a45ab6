import { describe, expect, test } from 'vitest';
import type { HeaderPair, SignatureScheme } from '../../../../core/model/index.ts';
import { generateKey, schemePresets, signRequest } from '../../../../core/signing/index.ts';
import { explainRequest } from '../../../../core/signing/lab.ts';
import { singleMistakes } from './corrupted-requests.ts';
import { rankCauses } from './rank-causes.ts';

const nowMs = 1_700_000_000_000;

function presetOf(key: string): SignatureScheme {
  const scheme = schemePresets[key];
  if (scheme === undefined) throw new Error(`no preset ${key}`);
  return scheme;
}

function signed(scheme: SignatureScheme, key: string, body: string | Uint8Array, headers: HeaderPair[] = []) {
  return signRequest({
    scheme,
    key,
    request: { method: 'POST', url: 'https://h.test/in', headers, body: Uint8Array.from(Buffer.from(body)) },
    messageId: 'msg_1',
    timestampMs: nowMs,
  });
}

const stripe = presetOf('stripe');
const explain = (
  request: ReturnType<typeof signed>,
  scheme: SignatureScheme,
  keys: string[],
  rest: Partial<Parameters<typeof explainRequest>[0]> = {},
) => explainRequest({ request, scheme, keys, nowMs, elapsedMs: () => 0, ...rest });

describe('an explanation', () => {
  test('of a valid request has nothing to find', () => {
    const { findings, isExhausted, conclusion } = explain(signed(stripe, 'key', '{}'), stripe, ['key']);
    expect(findings).toEqual([]);
    expect(isExhausted).toBe(true);
    expect(conclusion).toBe('The request verifies.');
  });

  test('says what would have verified, where the bytes part, and what to change', () => {
    const request = { ...signed(stripe, 'key', '{"a":1}\n'), body: Uint8Array.from(Buffer.from('{"a":1}')) };
    const [finding] = explain(request, stripe, ['key']).findings;
    expect(finding).toMatchObject({
      code: 'body-final-newline',
      isProven: true,
      sentence: 'This would have verified if the body ended with a line break.',
      firstDifference: { offset: 18, expectedExcerpt: '…0000.{"a":1}\\n', actualExcerpt: '…0000.{"a":1}' },
    });
    expect(finding?.fix).toContain('raw bytes');
  });

  test('says so plainly when nothing fits', () => {
    const { findings, isExhausted, conclusion, triedCount } = explain(
      signed(stripe, 'another key', '{"a":1}'),
      stripe,
      ['key'],
    );
    expect(findings).toEqual([]);
    expect(isExhausted).toBe(true);
    expect(triedCount).toBeGreaterThan(1000);
    expect(conclusion).toMatch(/^None of the \d+ ways .* Most likely the key is another one/);
  });

  test('is cut at its limits, and tells so', () => {
    const request = signed(stripe, 'another key', '{"a":1}');
    const byCount = explain(request, stripe, ['key'], { limits: { maxTried: 100, maxMs: 1000 } });
    expect(byCount).toMatchObject({ isExhausted: false, triedCount: 100 });
    let elapsed = 0;
    const byTime = explain(request, stripe, ['key'], {
      limits: { maxTried: 1e6, maxMs: 50 },
      elapsedMs: () => elapsed++,
    });
    expect(byTime.isExhausted).toBe(false);
    expect(byTime.conclusion).toContain('The search was cut');
  });

  test('never holds the secret', () => {
    const hubspot = presetOf('hubspot-v1');
    const request = {
      ...signed(hubspot, 'a-very-secret-key', '{"a":1}\n'),
      body: Uint8Array.from(Buffer.from('{"a":1}')),
    };
    const text = JSON.stringify(
      explain(request, hubspot, ['a-very-secret-key', 'an-older-secret']),
      (_, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value),
    );
    expect(text).not.toContain('a-very-secret-key');
    expect(text).not.toContain('an-older-secret');
  });

  test('repeats no beginning of a key, save the words that vendors put there', () => {
    const told = (key: string) => explain(signed(stripe, key.replace(/^.*_/, ''), '{}'), stripe, [key]).findings[0];
    expect(told('mysecretbegins_andgoesonlikethis')).toMatchObject({ code: 'key-prefix-stripped' });
    expect(JSON.stringify(told('mysecretbegins_andgoesonlikethis'))).not.toContain('mysecretbegins');
    expect(told('whsec_andgoesonlikethis')?.sentence).toContain('after its "whsec_"');
  });

  test('of key pairs looks at the body too', () => {
    const scheme = presetOf('discord');
    const { signingKey, verifyingKey } = generateKey('ed25519-hex');
    const request = { ...signed(scheme, signingKey, '{"a": 1}'), body: Uint8Array.from(Buffer.from('{"a":1}')) };
    expect(explain(request, scheme, [verifyingKey ?? '']).findings[0]).toMatchObject({
      code: 'json-spaced',
      isProven: true,
    });
    const other = generateKey('ed25519-hex');
    const rotated = explain(signed(scheme, signingKey, '{}'), scheme, [other.verifyingKey ?? '', verifyingKey ?? '']);
    expect(rotated.findings[0]?.code).toBe('key-old');
  });

  test('of a wrong token points to the older one', () => {
    const gitlab = presetOf('gitlab-token');
    const request = signed(gitlab, 'old-token', '{}');
    expect(explain(request, gitlab, ['new-token', 'old-token']).findings[0]?.code).toBe('key-old');
  });

  test('tells traces apart from proofs', () => {
    const text = JSON.stringify({ note: 'x'.repeat(200) });
    const request = {
      ...signed(stripe, 'key', text, [['content-length', String(text.length)]]),
      body: Uint8Array.from(Buffer.from(text.slice(0, 90))),
    };
    const [finding] = explain(request, stripe, ['key']).findings;
    expect(finding).toMatchObject({ code: 'body-truncated', isProven: false, firstDifference: null });
    expect(finding?.sentence).toContain('bytes are missing');
  });

  test('of a megabyte and of bytes that are no text ends within its limits', () => {
    const large = Buffer.from(
      JSON.stringify({ rows: Array.from({ length: 20_000 }, (_, id) => ({ id, name: 'a row of the report' })) }),
    );
    expect(large.length).toBeGreaterThan(700_000);
    const cut = explain(signed(stripe, 'another key', large), stripe, ['key'], {
      limits: { maxTried: 150, maxMs: 1e6 },
    });
    expect(cut.triedCount).toBeLessThanOrEqual(150);
    const bytes = Uint8Array.from({ length: 300 }, (_, index) => (index * 7) % 256);
    expect(explain(signed(stripe, 'another key', bytes), stripe, ['key']).findings).toEqual([]);
  });

  // Each would take hours in a pattern that goes back and forth; the test's time limit is the assertion.
  test.each([
    ['equals signs', `${'='.repeat(1_000_000)}{`],
    ['blanks', `${' '.repeat(1_000_000)}x`],
    ['line breaks', `${'\n'.repeat(1_000_000)}!`],
    ['a string without an end', `"${'a'.repeat(1_000_000)}`],
    ['escapes', `{"a":"${'\\"'.repeat(400_000)}"}`],
    ['digits', `[1.${'0'.repeat(500_000)}1]`],
    ['brackets', '['.repeat(500_000)],
  ])(
    'gets past a megabyte of %s',
    (_, body) => {
      const limits = { maxTried: 120, maxMs: 1e6 };
      expect(
        explain(signed(stripe, 'another key', body), stripe, ['key'], { limits }).findings.every(
          ({ isProven }) => !isProven,
        ),
      ).toBe(true);
      const headers: HeaderPair[] = [['Stripe-Signature', `t=1,v1=${body.slice(0, 100_000)}`]];
      expect(
        explain({ ...signed(stripe, 'k', '{}'), headers }, stripe, ['key'], { limits }).findings.length,
      ).toBeGreaterThan(0);
    },
    30_000,
  );

  test('never throws, whatever the request holds', () => {
    const odd: HeaderPair[] = [
      ['Stripe-Signature', 't=,v1='],
      ['Stripe-Signature', '\u0000'],
      ['x', '=,=,;'],
    ];
    for (const scheme of Object.values(schemePresets)) {
      const request = { ...signed(stripe, 'k', '{'), headers: odd, url: 'not a url' };
      const { verification } = explainRequest({
        request,
        scheme,
        keys: [''],
        nowMs,
        elapsedMs: () => 0,
        limits: { maxTried: 300, maxMs: 1e6 },
      });
      expect(verification.isValid).toBe(false);
    }
  });
});

test('a part of the generated set: the true cause is first in at least 95 %', () => {
  const all = singleMistakes(7, 1);
  const figures = rankCauses(all.filter((_, index) => index % 13 === 0));
  expect(figures.count).toBeGreaterThan(250);
  expect(figures.first / figures.count).toBeGreaterThanOrEqual(0.95);
});
