import { describe, expect, it } from 'vitest';
import { closestName, didYouMean, editDistance } from '../../../core/template/closest-name.ts';

describe('closestName', () => {
  it.each([
    ['recipent', ['recipient', 'data'], 'recipient'],
    ['event_type', ['eventType', 'event_typo'], 'eventType'],
    ['nmae', ['name', 'email'], 'name'],
    ['x', ['recipient'], null],
    ['completely', ['different'], null],
    ['a', [], null],
  ])('%s among %j is %j', (written, names, expected) => {
    expect(closestName(written, names)).toBe(expected);
  });

  it('counts insertions, deletions, changes and swaps', () => {
    expect([
      editDistance('abc', 'abc'),
      editDistance('abc', 'acb'),
      editDistance('abc', 'xbcd'),
      editDistance('', 'ab'),
    ]).toEqual([0, 1, 2, 2]);
  });

  it('takes what is begun for what it begins, when nothing is near', () => {
    expect(didYouMean('trunc', ['truncatewords', 'truncate', 'trim'])).toBe('Did you mean "truncate"?');
    expect(didYouMean('tr', ['truncate'])).toBeNull();
  });
});
