import { expect, test } from 'vitest';
import { RecentMap } from '../../../core/model/index.ts';

test('what was used last is there, and what was not used for long is not', () => {
  const map = new RecentMap<number>(8);
  for (let index = 0; index < 100; index += 1) {
    map.set(`key ${index}`, index);
    expect(map.get('kept') ?? map.set('kept', -1)).toBe(index === 0 ? undefined : -1);
  }
  for (let index = 97; index < 100; index += 1) expect(map.get(`key ${index}`)).toBe(index);
  for (let index = 0; index < 92; index += 1) expect(map.get(`key ${index}`)).toBeUndefined();
});

test('it never holds more than its limit', () => {
  const map = new RecentMap<number>(8);
  for (let index = 0; index < 100; index += 1) map.set(`key ${index}`, index);
  // Looked up from the newest on, for a lookup counts as use.
  const held = Array.from({ length: 100 }, (_, index) => map.get(`key ${99 - index}`)).filter(
    (one) => one !== undefined,
  );
  expect(held.length).toBeGreaterThanOrEqual(4);
  expect(held.length).toBeLessThanOrEqual(8);
});

test('a value that is set again is the newer one, and a cleared map is empty', () => {
  const map = new RecentMap<string>(2);
  map.set('a', 'old');
  map.set('b', 'other');
  map.set('a', 'new');
  expect(map.get('a')).toBe('new');
  map.clear();
  expect([map.get('a'), map.get('b')]).toEqual([undefined, undefined]);
});
