import { expect, test } from 'vitest';
import { fittingHexDump, hexDump } from '../../../renderer/request/hex-dump.ts';

const bytes = Uint8Array.from([...new TextEncoder().encode('{"a": 1}'), 0, 255, ...new Array<number>(8).fill(65)]);

test('hexDump shows sixteen bytes a line with their text, and stops at the limit', () => {
  expect(hexDump(bytes, 17)).toBe(
    [
      '00000000  7b 22 61 22 3a 20 31 7d  00 ff 41 41 41 41 41 41  {"a": 1}..AAAAAA',
      '00000010  41                                                A',
    ].join('\n'),
  );
});

test('with less room the offset is shorter, and then the row', () => {
  expect(fittingHexDump(bytes, 76)).toBe(hexDump(bytes));
  expect(fittingHexDump(bytes, 75).split('\n')[0]).toBe(hexDump(bytes).split('\n')[0]?.slice(4));
  expect(fittingHexDump(bytes, 71)).toBe(
    [
      '0000  7b 22 61 22 3a 20 31 7d  {"a": 1}',
      '0008  00 ff 41 41 41 41 41 41  ..AAAAAA',
      '0010  41 41                    AA',
    ].join('\n'),
  );
  for (const columns of [39, 72, 76]) {
    const widths = fittingHexDump(bytes, columns)
      .split('\n')
      .map((line) => line.length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(columns);
  }
});
