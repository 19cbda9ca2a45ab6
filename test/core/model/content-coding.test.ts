import { expect, test } from 'vitest';
import { contentCoding } from '../../../core/model/index.ts';

test.each([
  [[], null],
  [[['Content-Encoding', 'identity']], null],
  [[['content-encoding', ' ']], null],
  [[['CONTENT-ENCODING', 'gzip']], 'gzip'],
  [
    [
      ['content-encoding', 'deflate,  br'],
      ['content-encoding', 'identity, gzip'],
    ],
    'deflate, br, gzip',
  ],
  [[['content-encoding', 'x'.repeat(1000)]], `${'x'.repeat(40)}…`],
] as [readonly (readonly [string, string])[], string | null][])('%j: %s', (headers, coding) => {
  expect(contentCoding(headers)).toBe(coding);
});
