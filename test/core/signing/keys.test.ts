import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  findKeyProblems,
  generateKey,
  keyFormOf,
  keyForms,
  presetList,
  signRequest,
  verifyRequest,
} from '../../../core/signing/index.ts';
import { presetCase, specificationPair } from './preset-cases.ts';
import { preset } from './scheme-builders.ts';

/** The same bytes on every run, without a pattern in them. */
function fixedRandom(): (size: number) => Uint8Array {
  let count = 0;
  return (size) => {
    const blocks: Buffer[] = [];
    while (blocks.length * 32 < size) blocks.push(createHash('sha256').update(`block ${count++}`).digest());
    return Buffer.concat(blocks).subarray(0, size);
  };
}

const forms: Record<(typeof keyForms)[number], [RegExp, RegExp | null]> = {
  text: [/^[A-Za-z0-9_-]{43}$/, null],
  whsec: [/^whsec_[A-Za-z0-9+/]{43}=$/, null],
  'whsec-text': [/^whsec_[A-Za-z0-9]{43}$/, null],
  supabase: [/^v1,whsec_[A-Za-z0-9+/]{43}=$/, null],
  hex: [/^[0-9A-F]{64}$/, null],
  'ed25519-standard': [/^whsk_[A-Za-z0-9+/]{86}==$/, /^whpk_[A-Za-z0-9+/]{43}=$/],
  'ed25519-hex': [/^[0-9a-f]{128}$/, /^[0-9a-f]{64}$/],
  'p256-spki': [/^MI[A-Za-z0-9+/]+={0,2}$/, /^MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE[A-Za-z0-9+/]+={0,2}$/],
  'rsa-pem': [/^-----BEGIN PRIVATE KEY-----/, /^-----BEGIN PUBLIC KEY-----/],
};

describe.each(keyForms)('a generated key of the form %s', (form) => {
  const [signing, verifying] = forms[form];
  const key = generateKey(form, fixedRandom());

  it('looks as the vendor writes it, and is another one each time', () => {
    expect(key.signingKey).toMatch(signing);
    if (verifying === null) expect(key.verifyingKey).toBeNull();
    else expect(key.verifyingKey).toMatch(verifying);
    expect(generateKey(form).signingKey).not.toBe(generateKey(form).signingKey);
  });

  it.each(presetList.filter(({ keyForm }) => keyForm === form).map((each) => each.key))('works for %s', (name) => {
    const { scheme, request } = presetCase(name);
    const signed = signRequest({ scheme, key: key.signingKey, request, messageId: 'm', timestampMs: 5000 });
    const verdict = verifyRequest({ ...signed, scheme, key: key.verifyingKey ?? key.signingKey, nowMs: 5000 });
    expect(verdict.code).toBe('valid');
    expect(verdict.keyFingerprint).toBe(signed.signature?.keyFingerprint);
    expect(findKeyProblems(scheme, key.signingKey)).toEqual([]);
    if (key.verifyingKey !== null) expect(findKeyProblems(scheme, key.verifyingKey, 'verifying')).toEqual([]);
  });
});

describe.each([
  ['without its line breaks, as a field of one line leaves it', (pem: string) => pem.replaceAll('\n', '')],
  ['with blanks for them', (pem: string) => pem.replaceAll('\n', ' ')],
  ['with them written out, as environment variables have them', (pem: string) => pem.replaceAll('\n', '\\n')],
  ['with those of another system', (pem: string) => pem.replaceAll('\n', '\r\n')],
])('a key in PEM %s', (_, spoil) => {
  it('signs and verifies, and is the same key', () => {
    const name = presetList.find(({ keyForm }) => keyForm === 'rsa-pem')?.key ?? '';
    const { scheme, request } = presetCase(name);
    const pair = generateKey('rsa-pem', fixedRandom());
    const sign = (key: string) => signRequest({ scheme, key, request, messageId: 'm', timestampMs: 5000 });
    const signed = sign(spoil(pair.signingKey));
    expect(signed.signature?.keyFingerprint).toBe(sign(pair.signingKey).signature?.keyFingerprint);
    expect(verifyRequest({ ...signed, scheme, key: spoil(pair.verifyingKey ?? ''), nowMs: 5000 }).code).toBe('valid');
  });
});

it('finds the form of a scheme of one’s own', () => {
  for (const { scheme, keyForm } of presetList) {
    const own = keyFormOf(scheme);
    // Stripe and Outpost write whsec_ before text, which their scheme cannot say.
    expect(own).toBe(keyForm === 'whsec-text' ? 'text' : keyForm);
  }
});

describe('what is found about a key', () => {
  const codes = (name: string, key: string, use?: 'signing' | 'verifying') =>
    findKeyProblems(preset(name), key, use).map(({ code }) => code);
  const good = generateKey('whsec', fixedRandom()).signingKey;
  const text = generateKey('text', fixedRandom()).signingKey;
  const pair = generateKey('ed25519-standard', fixedRandom());

  it.each([
    ['standard-webhooks', '', ['unusable']],
    ['standard-webhooks', 'whsec_AAA', ['unusable']],
    ['standard-webhooks', 'whsec_c2VjcmV0', ['too-short']],
    ['standard-webhooks', good.slice('whsec_'.length), ['prefix-missing']],
    ['standard-webhooks', `whsec_${Buffer.from(text.repeat(2)).toString('base64')}`, ['too-long']],
    ['standard-webhooks', `whsec_${'AAAA'.repeat(8)}`, ['low-entropy']],
    ['standard-webhooks', `${good}\n`, ['unusable', 'blanks-around']],
    ['standard-webhooks', `"${good}"`, ['unusable', 'quoted', 'prefix-missing']],
    ['github-sha256', 'secret', ['placeholder', 'too-short']],
    ['github-sha256', 'your-webhook-secret', ['placeholder']],
    ['github-sha256', 'changeme', ['placeholder', 'too-short', 'low-entropy']],
    ['github-sha256', '<your secret here>', ['placeholder', 'low-entropy']],
    ['github-sha256', 'abcdefghijklmnopqrstuvwxyz', ['low-entropy']],
    ['github-sha256', `${text}\n`, ['blanks-around']],
    ['github-sha256', `'${text}'`, ['quoted']],
    ['github-sha256', `Bearer ${text}`, ['prefix-foreign']],
    ['stripe', `whsec_${text}`, []],
    ['stripe', `sk_test_${text}`, ['prefix-foreign']],
    ['adyen-platform', `${text}!`, ['unusable']],
    [
      'standard-webhooks-v1a',
      pair.verifyingKey ?? '',
      ['unusable', 'public-for-signing', 'prefix-missing', 'prefix-foreign'],
    ],
    ['paypal', 'no pem', ['unusable']],
  ])('%s: %s', (name, key, expected) => {
    expect(codes(name, key).sort()).toEqual([...expected].sort());
  });

  it('tells a private key from a public one at a receiver', () => {
    expect(codes('standard-webhooks-v1a', pair.signingKey, 'verifying')).toContain('private-for-verifying');
    expect(codes('standard-webhooks-v1a', specificationPair.verifying, 'verifying')).toEqual([]);
  });

  it('names a foreign curve, and halves that do not belong together', () => {
    const [problem] = findKeyProblems(preset('sendgrid'), generateKey('rsa-pem').signingKey);
    expect(problem?.sentence).toContain('the scheme needs a key on the curve P-256');
    const raw = Buffer.from(pair.signingKey.slice(5), 'base64');
    const mixed = Buffer.concat([raw.subarray(0, 32), Buffer.alloc(32, 7)]).toString('base64');
    expect(findKeyProblems(preset('standard-webhooks-v1a'), `whsk_${mixed}`)[0]?.sentence).toContain('two halves');
  });

  it('never repeats a key', () => {
    for (const { key, scheme } of presetList) {
      for (const each of ['whsec_S3cr3tValue!', 'S3cr3tValue-S3cr3tValue_', '"S3cr3tValue"', ' S3cr3tValue ']) {
        for (const { sentence } of findKeyProblems(scheme, each)) expect([key, sentence]).not.toContain('S3cr3t');
      }
    }
  });
});
