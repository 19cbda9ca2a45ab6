import { expect, test } from 'vitest';
import type { Preview } from '../../../../../core/contract/index.ts';
import { comparableText, earlierText } from '../../../../../renderer/features/channel-studio/preview/preview-text.ts';

/** A signed request; the time stands in its signature. */
function signedAt(time: number, body: string, keyFingerprint = 'ab12'): Pick<Preview, 'request' | 'json' | 'signing'> {
  return {
    request: {
      method: 'POST',
      url: 'https://a.test/',
      headers: [
        { name: 'x-own', value: String(time), origin: 'template' },
        { name: 'x-signature', value: `t=${time},s=${keyFingerprint}`, origin: 'signing' },
      ],
      body: new TextEncoder().encode(body),
      bodySha256: '',
    },
    json: null,
    signing: { status: 'signed', schemeName: 'Knock', keyFingerprint } as Extract<
      Preview['signing'],
      { status: 'signed' }
    >,
  };
}

test('of an earlier preview what was only signed anew is no difference', () => {
  const { text, isSignedAnew } = earlierText(signedAt(1, 'a'), signedAt(2, 'b'));
  expect(isSignedAnew).toBe(true);
  expect(text).toBe('POST https://a.test/\nx-own: 1\nx-signature: t=2,s=ab12\n\na');
  expect(earlierText(signedAt(1, 'a'), signedAt(1, 'b')).isSignedAnew).toBe(false);
});

test('with another key, or without a signature, the headers of an earlier preview stay as they were', () => {
  const before = signedAt(1, 'a');
  const kept = { text: comparableText(before), isSignedAnew: false };
  expect(earlierText(before, signedAt(2, 'a', 'cd34'))).toEqual(kept);
  expect(earlierText(before, { ...signedAt(2, 'a'), signing: { status: 'off' } })).toEqual(kept);
});
