import { expect, it } from 'vitest';
import { tallyFindings, tallyText } from '../../../core/model/index.ts';

const tally = (...texts: [string, number][]) =>
  tallyText(tallyFindings(texts.flatMap(([text, count]) => Array.from({ length: count }, () => text))));

it('counts findings, and says where a text has as many as are kept', () => {
  expect(tally()).toBe('0');
  expect(tally(['body', 199], ['url', 1])).toBe('200');
  expect(tally(['body', 200])).toBe('200+');
  // Several passes over one text each keep as many.
  expect(tally(['body', 400], ['url', 1])).toBe('201+');
});
