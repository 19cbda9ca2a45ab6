import { expect, it } from 'vitest';
import { schemePresets, signRequest, verifyRequest } from '../../../core/signing/index.ts';
import { trimBlanks } from '../../../core/signing/trim-blanks.ts';

it.each([
  [' \t a b \t', 'a b'],
  ['\u00a0a\u00a0', '\u00a0a\u00a0'],
  [' \t', ''],
])('trims spaces and tabs alone: %j', (text, trimmed) => {
  expect(trimBlanks(text)).toBe(trimmed);
});

it('does not take a no-break space for the blank between the parts of a header', () => {
  const scheme = schemePresets.workos;
  if (scheme === undefined) throw new Error('no such preset');
  const request = { method: 'POST', url: 'https://h.test/', headers: [], body: Buffer.from('{}') };
  const timestampMs = 1_700_000_000_000;
  const signed = signRequest({ scheme, key: 'secret', request, messageId: 'msg_1', timestampMs });
  const judge = (change: (value: string) => string) =>
    verifyRequest({
      scheme,
      key: 'secret',
      headers: signed.headers.map(([name, value]) => [name, change(value)] as const),
      body: signed.body,
      nowMs: timestampMs,
    }).isValid;
  expect(judge((value) => value)).toBe(true);
  expect(judge((value) => value.replace(', ', ',\t'))).toBe(true);
  expect(judge((value) => value.replace(', ', ',\u00a0'))).toBe(false);
});
