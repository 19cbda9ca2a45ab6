import { describe, expect, it } from 'vitest';
import { textDifference } from '../../../../renderer/features/signatures/text-difference.ts';

describe('textDifference', () => {
  it('is nothing for the same text', () => {
    expect(textDifference('abc', 'abc')).toBeNull();
  });
  it('marks the first character that differs', () => {
    expect(textDifference('{"a":1}', '{"a": 1}')).toEqual({
      shared: '{"a":',
      one: { mark: '1', rest: '}' },
      other: { mark: ' ', rest: '1}' },
    });
  });
  it('marks nothing in the text that ends first', () => {
    expect(textDifference('ab', 'abc')).toEqual({
      shared: 'ab',
      one: { mark: '', rest: '' },
      other: { mark: 'c', rest: '' },
    });
  });
  it('never splits a character outside the basic plane', () => {
    expect(textDifference('😀', '😁')).toMatchObject({ shared: '', one: { mark: '😀' }, other: { mark: '😁' } });
  });
});
