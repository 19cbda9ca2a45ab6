import { expect, test } from 'vitest';
import { representativeRecipients } from '../../../../core/commands/studio/representative-recipients.ts';
import type { JsonObject } from '../../../../core/model/index.ts';

function* hooks(all: Iterable<[string, JsonObject]>) {
  for (const [id, properties] of all) yield { collection: 'hooks', id, properties };
}
const idsOf = (all: Iterable<[string, JsonObject]>, limit: number) =>
  representativeRecipients(hooks(all), limit).map((each) => (typeof each === 'string' ? each : each.id));

test('the first of each shape comes before a second of any', () => {
  const all: [string, JsonObject][] = [
    ['a', { url: 'x', n: 1 }],
    ['b', { n: 2, url: 'y' }],
    ['other type', { url: 'x', n: '1' }],
    ['empty text', { url: '', n: 1 }],
    ['deeper', { url: 'x', n: { deep: 1 } }],
    ['null', { url: 'x', n: null }],
    ['c', { url: 'z', n: 3 }],
    ['list', { url: 'x', n: [1, 'a'] }],
    ['the same list', { url: 'x', n: ['b', 2, 3] }],
  ];
  expect(idsOf(all, 6)).toEqual(['a', 'other type', 'empty text', 'deeper', 'null', 'list']);
  expect(idsOf(all, 8)).toEqual(['a', 'other type', 'empty text', 'deeper', 'null', 'list', 'b', 'c']);
  expect(idsOf([], 8)).toEqual([]);
});

test('no more than a thousand are looked at, and no more than needed', () => {
  let read = 0;
  function* endless(isEachNew: boolean): Generator<[string, JsonObject]> {
    for (;;) yield [`h${read}`, { [isEachNew ? `p${read}` : 'p']: read++ }];
  }
  expect(idsOf(endless(false), 3)).toEqual(['h0', 'h1', 'h2']);
  expect(read).toBeLessThanOrEqual(1_001);
  read = 0;
  expect(idsOf(endless(true), 3)).toEqual(['h0', 'h1', 'h2']);
  expect(read).toBe(4);
});
