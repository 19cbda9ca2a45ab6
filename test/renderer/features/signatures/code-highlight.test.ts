import { describe, expect, it } from 'vitest';
import { verifierLanguages } from '../../../../core/contract/index.ts';
import { schemePresets } from '../../../../core/signing/index.ts';
import { verifierCode } from '../../../../core/signing/lab.ts';
import { highlightCode } from '../../../../renderer/features/signatures/code-highlight.ts';

const stripe = schemePresets.stripe;

describe('highlightCode', () => {
  it.each(verifierLanguages)('loses no character of the code in %s, and colours it', (language) => {
    if (stripe === undefined) throw new Error('There is a preset for Stripe.');
    const files = verifierCode(stripe, language).files;
    expect(files.length).toBeGreaterThan(0);
    for (const { content } of files) {
      const spans = highlightCode(content, language);
      expect(spans.map(({ text }) => text).join('')).toBe(content);
      expect(new Set(spans.map(({ kind }) => kind)).size).toBeGreaterThan(1);
    }
  });

  it('tells comments, strings, keywords and numbers apart', () => {
    const kinds = (code: string, language: (typeof verifierLanguages)[number]) =>
      highlightCode(code, language).map(({ kind, text }) => [kind, text]);
    expect(kinds("return 'a // b'; // c", 'node')).toEqual([
      ['keyword', 'return'],
      ['plain', ' '],
      ['string', "'a // b'"],
      ['plain', '; '],
      ['comment', '// c'],
    ]);
    expect(kinds('x = 300 # "no"', 'python')).toEqual([
      ['plain', 'x = '],
      ['number', '300'],
      ['plain', ' '],
      ['comment', '# "no"'],
    ]);
    expect(kinds("fn f<'a>()", 'rust')[1]).toEqual(['plain', " f<'a>()"]);
  });

  it('takes code that ends in the middle', () => {
    for (const code of ["'open", '"open', '/* open', '`open', '\\']) {
      expect(
        highlightCode(code, 'node')
          .map(({ text }) => text)
          .join(''),
      ).toBe(code);
    }
  });
});
