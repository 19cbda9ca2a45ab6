import { expect, it } from 'vitest';
import { shapeOfScopes } from '../../../../core/template/index.ts';
import { templatesWith } from '../template-fixture.ts';

const shape = shapeOfScopes([{ data: { items: [{ sku: 'a', tags: ['x'] }], price: 1 } }]);
const symbolsOf = (text: string) => templatesWith().symbols(text, shape);

/** Renames a symbol by its own places. */
function rename(text: string, name: string, newName: string): string {
  const symbol = symbolsOf(text).find((entry) => entry.name === name);
  const places = [...(symbol?.definitions ?? []), ...(symbol?.references ?? [])].sort((a, b) => b.begin - a.begin);
  return places.reduce((result, { begin, end }) => result.slice(0, begin) + newName + result.slice(end), text);
}

it('tells kinds, types and scopes', () => {
  const text =
    '{% assign total = data.price | plus: 1 %}{% capture c %}x{% endcapture %}{% for item in data.items %}{% for tag in item.tags %}{{ tag }}{% endfor %}{% endfor %}{% increment n %}';
  expect(symbolsOf(text).map(({ name, kind, type }) => [name, kind, type])).toEqual([
    ['total', 'assign', 'number'],
    ['c', 'capture', 'unknown'],
    ['item', 'loop', 'object'],
    ['tag', 'loop', 'string'],
    ['n', 'counter', 'number'],
  ]);
  const item = symbolsOf(text).find(({ name }) => name === 'item');
  expect(text.slice(item?.scope.begin, item?.scope.end)).toMatch(/^\{% for item .*\{% endfor %\}\{% endfor %\}$/);
});

it.each([
  [
    'x',
    '{% assign x = 1 %}{% assign x = x | plus: data.x %}{{ x }}{% if x == 2 %}{{ "x" | append: x }}{% endif %}{{ data.x }}',
    '{% assign new = 1 %}{% assign new = new | plus: data.x %}{{ new }}{% if new == 2 %}{{ "x" | append: new }}{% endif %}{{ data.x }}',
  ],
  [
    'item',
    '{{ item }}{% for item in data.items %}{{ item.sku }}{{ item["tags"][0] }}{{ data.items[item.n] }}{% endfor %}{{ item }}',
    '{{ item }}{% for new in data.items %}{{ new.sku }}{{ new["tags"][0] }}{{ data.items[new.n] }}{% endfor %}{{ item }}',
  ],
  [
    'c',
    "{%- capture c -%}c{% endcapture %}{% render 'p', c: c %}",
    "{%- capture new -%}c{% endcapture %}{% render 'p', c: new %}",
  ],
  ['q', '{% liquid\n assign q = 1\n echo q\n%}{{ q }}', '{% liquid\n assign new = 1\n echo new\n%}{{ new }}'],
])('renames %s everywhere it means the same', (name, text, expected) => {
  expect(rename(text, name, 'new')).toBe(expected);
});
