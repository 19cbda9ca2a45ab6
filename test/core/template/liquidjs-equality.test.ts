import * as fc from 'fast-check';
import { Liquid, RenderTag } from 'liquidjs';
import { expect, it } from 'vitest';
import { createLiquid } from '../../../core/template/liquid-engine.ts';
import { liquidOperators } from '../../../core/template/liquid-operators.ts';
import { bodyOf, nowMs, renderWith } from './template-fixture.ts';

const partials = { row: '<{{ a }}-{{ b.c }}{% for x in b.list %}{{ x }}{% endfor %}>' };

/** LiquidJS itself, with our filters and its own rendering. */
function referenceLiquid(): Liquid {
  const ours = createLiquid({ partials: () => undefined, nowMs: () => nowMs });
  const reference = new Liquid({ lenientIf: true, templates: partials, locale: 'en', operators: liquidOperators });
  for (const [name, filter] of Object.entries(ours.filters)) reference.registerFilter(name, filter);
  reference.registerTag('render', RenderTag);
  return reference;
}

function renderOf(reference: Liquid, text: string): string | null {
  const templates = reference.parse(text);
  try {
    return String(reference.renderSync(templates, scope()));
  } catch {
    return null;
  }
}

const path = fc.constantFrom(
  'a', 'b.c', 'b.list', 'b.list[0]', 'b.list.last', 'b["c"]', 'b[key]', 'list', 'list.size', 'list[1].name', 'flag', 'none', 'missing', 'missing.deep', 'text.size', 'b.list.first', 'empty_text', 'zero',
); // biome-ignore format: a list of words
const literal = fc.constantFrom('1', '2.5', '-3', '"x"', "'a b'", 'true', 'false', 'nil', 'empty', 'blank');
const operand = fc.oneof({ weight: 3, arbitrary: path }, literal);
const comparison = fc
  .tuple(operand, fc.constantFrom('==', '!=', '<', '>', '<=', '>=', 'contains'), operand)
  .map((parts) => parts.join(' '));
const condition = fc.oneof(
  operand,
  comparison,
  fc.tuple(comparison, fc.constantFrom('and', 'or'), comparison).map((parts) => parts.join(' ')),
);
const filter = fc.constantFrom(
  'upcase', 'json', 'size', 'default: "d"', 'append: "!"', 'append: a', 'join: "-"', 'first', 'reverse', 'sort', 'uniq', 'slice: 1, 2', 'plus: 1', 'times: 1.1', 'split: " "', 'map: "name"', 'where: "name", "n1"', 'escape', 'truncate: 4', 'date: "%F"', 'concat: list', 'strip', 'replace: "a", "b"', 'sum', 'compact',
); // biome-ignore format: a list of words
const value = fc
  .tuple(operand, fc.array(filter, { maxLength: 3 }))
  .map(([head, filters]) => [head, ...filters].join(' | '));
const blank = fc.constantFrom('', '-');

const { nodes } = fc.letrec<{ nodes: string; node: string }>((tie) => ({
  nodes: fc.array(tie('node'), { maxLength: 4 }).map((parts) => parts.join('')),
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom(' text ', '\n', '{"k": ', 'é€', '}'),
    fc.tuple(blank, value, blank).map(([left, text, right]) => `{{${left} ${text} ${right}}}`),
    fc.tuple(fc.constantFrom('a', 'fresh'), value).map(([name, text]) => `{% assign ${name} = ${text} %}{{ ${name} }}`),
    fc.constantFrom(
      '{% increment c %}', '{% decrement c %}{{ c }}', '{% cycle "x", b.c %}', '{% raw %}{{ x }}{% endraw %}', '{% break %}', '{% continue %}', '{% comment %}{{ a }}{% endcomment %}', '{% echo b.c | upcase %}', '{% liquid\nassign q = a\necho q\n%}', "{% render 'row', a: a, b: b %}", '{% # note %}',
    ), // biome-ignore format: a list of words
    fc
      .tuple(condition, tie('nodes'), condition, tie('nodes'), tie('nodes'))
      .map(
        ([first, yes, second, other, no]) =>
          `{% if ${first} %}${yes}{% elsif ${second} %}${other}{% else %}${no}{% endif %}`,
      ),
    fc.tuple(condition, tie('nodes')).map(([text, body]) => `{%- unless ${text} -%}${body}{% endunless %}`),
    fc
      .tuple(path, fc.constantFrom('', ' limit: 2', ' offset: 1', ' reversed', ' limit: 1 offset: 1'), tie('nodes'))
      .map(
        ([list, how, body]) =>
          `{% for a in ${list}${how} %}{{ forloop.index }}{{ forloop.last }}${body}{% else %}E{% endfor %}`,
      ),
    tie('nodes').map((body) => `{% for i in (1..3) %}${body}{{ i }}{% endfor %}`),
    fc
      .tuple(value, operand, tie('nodes'), tie('nodes'))
      .map(
        ([text, other, body, no]) =>
          `{% case ${text} %}{% when ${other}, 2 %}${body}{% when "x" or 1 %}w{% else %}${no}{% endcase %}`,
      ),
    tie('nodes').map((body) => `{% capture cap %}${body}{% endcapture %}[{{ cap }}]`),
  ),
}));

const scope = () => ({
  a: 'Aa b',
  b: { c: 'see', list: ['x', 1, null, 'x'] },
  key: 'c',
  list: [{ name: 'n1', v: 2 }, { name: 'n2' }, { name: 'n1' }],
  flag: true,
  none: null,
  text: '2024-01-02T03:04:05Z',
  empty_text: '',
  zero: 0,
});

it('renders every template to the very bytes LiquidJS renders', () => {
  const reference = referenceLiquid();
  void fc.assert(
    fc.property(nodes, (text) => {
      const expected = renderOf(reference, `x${text}`);
      // A filter that refuses its input refuses it in both.
      if (expected === null) expect(renderWith({ partials, request: { body: `x${text}` } }, scope()).ok).toBe(false);
      else expect(bodyOf(`x${text}`, scope(), { partials })).toBe(expected);
    }),
    { numRuns: 1_500 },
  );
});

// Where LiquidJS differs from Liquid, Liquid is followed.
it.each([
  ['{% for i in (1..3) %}{% cycle 0, false %}{% endfor %}', '0false0'],
  ['{% for i in (1..2) %}{% for x in list offset: continue %}{{ x.name }}{% endfor %}|{% endfor %}', 'n1n2n1||'],
])('renders %s as Shopify does', (template, output) => {
  expect(bodyOf(template, scope())).toBe(output);
});
