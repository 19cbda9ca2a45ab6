import * as fc from 'fast-check';

/** Partials that generated templates may render. */
export const partials = { row: '<{{ a }}-{{ b.c }}{% for x in b.list %}{{ x }}{% endfor %}>' };

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

export const { nodes } = fc.letrec<{ nodes: string; node: string }>((tie) => ({
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

export const scope = () => ({
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
