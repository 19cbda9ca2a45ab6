import { describe, expect, it } from 'vitest';
import type { ScopeNode } from '../../../core/contract/index.ts';
import { liquidFilters } from '../../../core/template/index.ts';
import { filterCallOf, parametersOf } from '../../../renderer/editor/filter-call.ts';
import { liquidNamesOf } from '../../../renderer/editor/liquid-names.ts';
import { namesInSight, reachNode } from '../../../renderer/editor/liquid-types.ts';
import { isTagAllowed, tagSnippet, tagsOfBlocks } from '../../../renderer/editor/tag-snippets.ts';

const leaf = (name: string, type: string): ScopeNode => ({ name, type, preview: 'x', children: [] });
const scope: ScopeNode[] = [
  {
    name: 'data',
    type: 'object',
    preview: null,
    children: [
      {
        name: 'items',
        type: 'array',
        preview: null,
        children: [{ name: '0', type: 'object', preview: null, children: [leaf('price', 'number')] }],
      },
    ],
  },
];

function typeAt(text: string, path: string[]): string | null {
  const at = text.indexOf('@');
  const names = liquidNamesOf(text.replace('@', ''));
  return reachNode({ scope, names, offset: at, filters: liquidFilters() }, path)?.type ?? null;
}

describe('reachNode', () => {
  it.each([
    ['{{ @ }}', ['data', 'items', '0', 'price'], 'number'],
    ['{% for i in data.items %}{{ @ }}{% endfor %}', ['i', 'price'], 'number'],
    ['{% for i in data.items %}{% endfor %}{{ @ }}', ['i', 'price'], null],
    ['{% assign all = data.items %}{% for i in all %}{{ @ }}', ['i', 'price'], 'number'],
    ['{% assign all = data.items | sort: "price" %}{% for i in all %}{{ @ }}', ['i', 'price'], 'number'],
    ['{% assign all = data.items | strange %}{{ @ }}', ['all'], null],
    ['{% assign n = data.items | size %}{{ @ }}', ['n'], 'number'],
    ['{% assign all = "a,b" | split: "," %}{% for i in all %}{{ @ }}', ['i'], 'string'],
    ['{% assign all = "a|b" | split: "|" %}{{ @ }}', ['all'], 'array'],
    ['{% assign all = data.items | map: "price" %}{% for i in all %}{{ @ }}', ['i'], 'number'],
    ['{% assign all = data.items | where: "price", 3 | map: "price" %}{{ @ }}', ['all'], 'array'],
    ['{% assign one = data.items | where: "price", 3 | first %}{{ @ }}', ['one', 'price'], 'number'],
    ['{% assign one = data.items | find: "price", 3 %}{{ @ }}', ['one', 'price'], 'number'],
    ['{% assign t = data.items | json %}{{ @ }}', ['t'], 'string'],
    ['{% assign t = data.none | default: 3 %}{{ @ }}', ['t'], 'number'],
    ['{% assign t = data.items | default: 3 %}{% for i in t %}{{ @ }}', ['i', 'price'], 'number'],
    ['{% assign t = data.items | first | json | size %}{{ @ }}', ['t'], 'number'],
    ['{% assign n = 3 %}{{ @ }}', ['n'], 'number'],
    ['{% capture n %}{% endcapture %}{{ @ }}', ['n'], 'string'],
    ['{% for n in (1..3) %}{{ @ }}', ['n'], 'number'],
    ['{% for n in (1..3) %}{{ @ }}', ['forloop', 'last'], 'boolean'],
    ['{{ @ }}', ['forloop'], null],
    ['{% assign a = a %}{{ @ }}', ['a'], null],
  ])('%s %j is %s', (text, path, type) => {
    expect(typeAt(text, path)).toBe(type);
  });

  it('offers what is in sight, the latest first', () => {
    const text = '{% assign a = 1 %}{% for b in c %}{% endfor %}{% assign d = 1 %}{{ ';
    expect(namesInSight(liquidNamesOf(text), text.length).map(({ name }) => name)).toEqual(['d', 'a']);
  });
});

describe('filterCallOf', () => {
  it.each([
    [' a | date: ', { filter: 'date', argument: 0, pipe: 3 }],
    [' a | date: "%F, %T", ', { filter: 'date', argument: 1, pipe: 3 }],
    [' a | date: "%F" | replace: b', { filter: 'replace', argument: 0, pipe: 16 }],
    [' a | upcase ', null],
    [' a: ', null],
    ["assign x = a | default: 'b:c", { filter: 'default', argument: 0, pipe: 13 }],
  ])('%j', (text, call) => {
    expect(filterCallOf(text)).toEqual(call);
  });

  it('cuts a signature into its parameters', () => {
    const signature = 'value | date: format, zone?';
    expect(parametersOf(signature).map(({ label: [begin, end] }) => signature.slice(begin, end))).toEqual([
      'format',
      'zone?',
    ]);
  });
});

describe('tags', () => {
  it('offers a branch in its block alone, and the end of the innermost', () => {
    expect(isTagAllowed('elsif', [])).toBe(false);
    expect(isTagAllowed('elsif', ['if'])).toBe(true);
    expect(isTagAllowed('when', ['case', 'if'])).toBe(false);
    expect(isTagAllowed('break', ['for', 'if'])).toBe(true);
    expect(tagsOfBlocks(['for', 'if'])).toEqual(['endif', 'else', 'elsif']);
  });

  it('writes the whole of a block', () => {
    expect(tagSnippet('if')).toBe(['if ', '$', '{1:condition} %}$0{% endif %}'].join(''));
    expect(tagSnippet('cycle')).toBeNull();
  });
});
