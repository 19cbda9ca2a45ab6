import { describe, expect, it } from 'vitest';
import { liquidNamesOf, nameInSight, occurrencesOf } from '../../../renderer/editor/liquid-names.ts';
import { openBlocksAt, scanLiquid } from '../../../renderer/editor/liquid-scan.ts';

describe('scanLiquid', () => {
  it('goes on past a construct without an end, and passes over comments', () => {
    const text = '{{ a.b \n{% if x %}{% comment %}{{ hidden }}{% endcomment %}{{ c }}';
    expect(scanLiquid(text).map(({ begin, end }) => text.slice(begin, end))).toEqual([
      '{{ a.b ',
      '{% if x %}',
      '{% comment %}',
      '{{ c }}',
    ]);
  });

  it('finds the tags in the lines of a liquid tag', () => {
    const text = '{%- liquid\n  assign a = 1\n\n  # no\n  echo a -%}{{ b }}{% liquid\n if b';
    const pieces = scanLiquid(text).slice(1);
    expect(pieces.map(({ name, begin, end }) => [name, text.slice(begin, end)])).toEqual([
      ['assign', '  assign a = 1'],
      ['#', '  # no'],
      ['echo', '  echo a '],
      ['', '{{ b }}'],
      ['liquid', '{% liquid\n if b'],
      ['if', ' if b'],
    ]);
  });

  it('names the blocks that are open', () => {
    const text = '{% for a in b %}{% if c %}{% endif %}{% case d %}';
    expect(openBlocksAt(scanLiquid(text), text.length).map(({ name }) => name)).toEqual(['for', 'case']);
  });
});

describe('liquidNamesOf', () => {
  it('knows what gives a name, from where on, and to where', () => {
    const text =
      '{% assign total = data.sum | plus: 1 %}{% for item in data.items %}{{ item }}{% endfor %}{% capture x %}';
    expect(
      liquidNamesOf(text).map(({ kind, name, source, scope }) => [
        kind,
        name,
        source,
        text.slice(scope.begin, scope.end),
      ]),
    ).toEqual([
      ['assigned', 'total', 'data.sum | plus: 1', text.slice(text.indexOf('{% for'))],
      ['loop', 'item', 'data.items', '{{ item }}'],
      ['captured', 'x', '', ''],
    ]);
  });
});

describe('occurrencesOf', () => {
  const rename = (text: string, word: string, offset: number, to: string): string => {
    const target = nameInSight(liquidNamesOf(text), word, offset);
    if (target === null) throw new Error(`"${word}" has no meaning there`);
    let renamed = text;
    for (const { begin, end } of occurrencesOf(text, target).toReversed()) {
      renamed = renamed.slice(0, begin) + to + renamed.slice(end);
    }
    return renamed;
  };

  it.each([
    [
      'leaves properties, filters, argument names and text alone',
      '{% assign id = data.id | id %}{{ id }} {{ id.id | id: "id", id: id }} id',
      'id',
      '{% assign key = data.id | id %}{{ key }} {{ key.id | id: "id", id: key }} id',
    ],
    [
      'reads the lines of a liquid tag',
      '{% liquid\n  assign sum = data.sum\n  # sum\n  echo sum | plus: sum\n%}{{ sum }}',
      'sum',
      '{% liquid\n  assign key = data.sum\n  # sum\n  echo key | plus: key\n%}{{ key }}',
    ],
    [
      'knows a loop from what it hides',
      '{% assign x = 1 %}{{ x }}{% for x in list %}{{ x }}{% endfor %}{{ x }}',
      'x',
      '{% assign key = 1 %}{{ key }}{% for x in list %}{{ x }}{% endfor %}{{ key }}',
    ],
    [
      'takes every assignment of one name',
      '{% assign x = 1 %}{% if y %}{% assign x = x %}{% endif %}{% capture x %}{{ x }}{% endcapture %}',
      'x',
      '{% assign key = 1 %}{% if y %}{% assign key = key %}{% endif %}{% capture key %}{{ key }}{% endcapture %}',
    ],
  ])('%s', (_what, text, word, renamed) => {
    expect(rename(text, word, text.indexOf(word), 'key')).toBe(renamed);
  });

  it('renames a loop from inside', () => {
    const text = '{% for x in x.list %}{{ x }}{% endfor %}{{ x }}';
    expect(rename(text, 'x', text.indexOf('{{ x }}') + 3, 'item')).toBe(
      '{% for item in x.list %}{{ item }}{% endfor %}{{ x }}',
    );
  });
});
