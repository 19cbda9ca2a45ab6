import { describe, expect, it } from 'vitest';
import { foldablesOf } from '../../../renderer/editor/folding-ranges.ts';
import type { LiquidLanguage } from '../../../renderer/editor/liquid-languages.ts';
import { scanLiquid } from '../../../renderer/editor/liquid-scan.ts';

function folded(text: string, language: LiquidLanguage): string[] {
  const line = (offset: number) => text.slice(0, offset).split('\n').length;
  return foldablesOf(text, scanLiquid(text), language).map(({ begin, end }) => `${line(begin)}-${line(end)}`);
}

describe('what can be folded', () => {
  it('is every block of Liquid, also beside one that stands on one line', () => {
    const text = '{% if a %}\n{% if b %}x{% endif %}\n{% for i in c %}\n{% endfor %}\n{% endif %}\n';
    expect(folded(text, 'liquid-text').sort()).toEqual(['1-5', '2-2', '3-4']);
  });

  it('is a comment, whatever stands in it', () => {
    expect(folded('{% comment %}\n{% if %}\n{% endcomment %}', 'liquid-text')).toEqual(['1-3']);
    expect(folded('{% if a %}\n{% elsif b', 'liquid-text')).toEqual([]);
  });

  it('is an object or a list of JSON, but no brace of Liquid or of a string', () => {
    const text = '{\n"a": [\n{{ b }}, "}{"\n],\n"c": "{{ d }}"\n}';
    expect(folded(text, 'liquid-json').sort()).toEqual(['1-6', '2-4']);
  });

  it('is an element of XML', () => {
    const text = '<a>\n<b c="{{ d }}>"/>\n<e>\n</e>\n<!-- <f>\n -->\n</a>';
    expect(folded(text, 'liquid-xml').sort()).toEqual(['1-7', '3-4', '5-6']);
  });

  it('costs time that grows with the text, and leaves the brackets of a very long one alone', () => {
    const block = '{% if a %}x{% endif %}{% assign a = 1 %}{% endif %}{"a":[1]}\n';
    const short = block.repeat(1_000);
    expect(foldablesOf(short, scanLiquid(short), 'liquid-json')).toHaveLength(3_000);
    const long = block.repeat(20_000);
    expect(foldablesOf(long, scanLiquid(long), 'liquid-json')).toHaveLength(20_000);
  });
});
