import { expect, test } from 'vitest';
import { hexDump } from '../../../renderer/request/hex-dump.ts';

test('hexDump shows sixteen bytes a line with their text, and stops at the limit', () => {
  const bytes = Uint8Array.from([...new TextEncoder().encode('{"a": 1}'), 0, 255, ...new Array<number>(8).fill(65)]);
  expect(hexDump(bytes, 17)).toBe(
    [
      '00000000  7b 22 61 22 3a 20 31 7d  00 ff 41 41 41 41 41 41  {"a": 1}..AAAAAA',
      '00000010  41                                                A',
    ].join('\n'),
  );
});
