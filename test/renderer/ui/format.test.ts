import { describe, expect, it } from 'vitest';
import { formatBytes, formatDuration, formatExact, formatRelative } from '../../../renderer/ui/format.ts';
import { prettyPrintTokens, readJsonTokens } from '../../../renderer/ui/json-tokens.ts';
import { readKeyValueText, writeKeyValueText } from '../../../renderer/ui/key-value-text.ts';
import { nextActiveIndex } from '../../../renderer/ui/list-keys.ts';

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1400, '1.4 kB'],
  [312_000, '312 kB'],
  [2_500_000, '2.5 MB'],
])('%d bytes are %s', (size, text) => expect(formatBytes(size)).toBe(text));

it.each([
  [0.42, '0.4 ms'],
  [41.4, '41 ms'],
  [1240, '1.2 s'],
  [36_000, '36 s'],
  [72_000, '1 min 12 s'],
  [100_200_000, '27 h 50 min'],
  [271_200_000, '3 d 3 h'],
])('%d ms are %s', (duration, text) => expect(formatDuration(duration)).toBe(text));

it('tells times from now, both ways', () => {
  expect(formatRelative(0, 2000)).toBe('just now');
  expect(formatRelative(0, 180_000)).toBe('3m ago');
  expect(formatRelative(7_200_000, 0)).toBe('in 2h');
  expect(formatExact(new Date(2026, 10, 3, 4, 5, 6, 7).getTime())).toBe('2026-11-03 04:05:06.007');
});

describe('JSON text', () => {
  it('is split without losing or changing a character', () => {
    const text = '{ "id": 9007199254740993, "n": 1.00, "ok": true, "s": "a \\"b\\"", broken ]';
    const tokens = readJsonTokens(text);
    expect(tokens.map((token) => token.text).join('')).toBe(text);
    expect(tokens.filter((token) => token.kind === 'key').map((token) => token.text)).toEqual([
      '"id"',
      '"n"',
      '"ok"',
      '"s"',
    ]);
    expect(tokens.filter((token) => token.kind === 'number').map((token) => token.text)).toEqual([
      '9007199254740993',
      '1.00',
    ]);
  });

  it('is laid out in lines with its numbers as they were written', () => {
    expect(prettyPrintTokens('{"id":9007199254740993,"list":[1.00,{}],"empty":[]}')).toBe(
      '{\n  "id": 9007199254740993,\n  "list": [\n    1.00,\n    {}\n  ],\n  "empty": []\n}',
    );
  });

  it.each(['hello: world', '{"a":', '"text"', ''])('that cannot be laid out (%s) stays as it is', (text) => {
    expect(prettyPrintTokens(text)).toBe(text);
  });
});

it('rows go to text and back', () => {
  const rows = [
    { key: 'accept', value: 'a/b; q=0.1' },
    { key: 'x', value: '{{ vars.a }}: 1' },
    { key: 'empty', value: '' },
  ];
  expect(readKeyValueText(writeKeyValueText(rows))).toEqual(rows);
  expect(readKeyValueText('a=1\n\n  only  ')).toEqual([
    { key: 'a', value: '1' },
    { key: 'only', value: '' },
  ]);
});

it('keys move in a list and stop at its ends', () => {
  expect(nextActiveIndex('ArrowDown', 0, 3, 10)).toBe(1);
  expect(nextActiveIndex('ArrowUp', 0, 3, 10)).toBe(0);
  expect(nextActiveIndex('End', 0, 10_000, 10)).toBe(9999);
  expect(nextActiveIndex('PageDown', 5, 10_000, 20)).toBe(25);
  expect(nextActiveIndex('ArrowDown', 0, 0, 10)).toBeNull();
  expect(nextActiveIndex('a', 0, 3, 10)).toBeNull();
});
