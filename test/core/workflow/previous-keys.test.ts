import { expect, test } from 'vitest';
import { parseInstant, readPreviousKeys } from '../../../core/workflow/previous-keys.ts';

const nowMs = Date.UTC(2026, 4, 1);
const fine = () => null;

test('keys that render empty belong to recipients without one; places are kept', () => {
  expect(readPreviousKeys(undefined, nowMs, fine)).toEqual([]);
  const rendered = [
    { key: ' ', validUntil: 'not looked at' },
    { key: 'old', validUntil: '' },
    { key: 'older', validUntil: '2026-05-02' },
  ];
  expect(readPreviousKeys(rendered, nowMs, fine)).toEqual([
    { index: 1, key: 'old', validUntilMs: null },
    { index: 2, key: 'older', validUntilMs: Date.UTC(2026, 4, 2) },
  ]);
});

test('a key that cannot be used is a sentence, unless its time is over', () => {
  const bad = (key: string, index: number) => `${key} of ${index} is not base64.`;
  expect(readPreviousKeys([{ key: 'k', validUntil: '' }], nowMs, bad)).toBe('Previous key 1: k of 0 is not base64.');
  const over = [{ key: 'k', validUntil: '2026-05-01T00:00:00Z' }];
  expect(readPreviousKeys(over, nowMs, bad)).toEqual([{ index: 0, key: 'k', validUntilMs: nowMs }]);
});

test('an end that is no time is quoted, but not at length', () => {
  const sentence = readPreviousKeys([{ key: 'k', validUntil: 'x'.repeat(500) }], nowMs, fine);
  expect(sentence).toMatch(/^The grace period of previous key 1 ends at "x{80}", which is neither/);
});

test('instants are ISO 8601 or Unix time', () => {
  expect(parseInstant('2026-05-01T02:00:00+02:00')).toBe(nowMs);
  expect(parseInstant('2026-05-01 00:00:00.000000Z')).toBe(nowMs);
  expect(parseInstant(String(nowMs))).toBe(nowMs);
  expect(parseInstant(String(nowMs / 1000))).toBe(nowMs);
  expect(parseInstant('0')).toBe(0);
  for (const odd of ['tomorrow', '-1', '1.5', '2026-13-01', '1'.repeat(16), '']) expect(parseInstant(odd)).toBeNull();
});
