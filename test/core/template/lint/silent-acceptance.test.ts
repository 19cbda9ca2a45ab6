import { describe, expect, it } from 'vitest';
import { shapeOfScopes } from '../../../../core/template/index.ts';
import { diagnose, templatesWith } from '../template-fixture.ts';

const scope = {
  data: { title: 't', foo: 1, bar: 2, count: 9, price: 10.1, none: null, items: [{ id: 1 }], owner: { name: 'Ada' } },
};
const shape = shapeOfScopes([scope]);

function lint(text: string) {
  return templatesWith().lintText({ field: 'body', text, isJson: true, shape, unknownVariables: 'lenient' });
}

/** What plain LiquidJS lets pass without a word, and where it stands. */
describe('what LiquidJS accepts in silence is told at its place, with what the other engines do', () => {
  it.each([
    ['too many arguments', '{{ data.title | upcase: 1 }}', 'filter-arguments', '17-26'],
    ['too few arguments', '{{ data.count | times }}', 'filter-arguments', '17-22'],
    ['no argument for a text', '{{ data.title | split }}', 'filter-arguments', '17-22'],
    ['an argument that is no number', '{{ data.count | modulo: "x" }}', 'filter-arguments', '25-28'],
    ['an object where a number is due', '{{ data.count | plus: data.owner }}', 'filter-arguments', '23-33'],
    ['a number where a list is due', '{{ data.count | map: "id" | json }}', 'filter-arguments', '17-20'],
    ['two values', '{{ data.foo bar }}', 'syntax', '13-16'],
    ['a calculation that does not exist', '{% assign x = 1 - 2 %}{{ x }}', 'syntax', '17-18'],
    ['not', '{% if not data.foo %}1{% endif %}', 'syntax', '7-10'],
    ['an index after a dot', '{{ data.items.0.id }}', 'syntax', '15-16'],
    ['an object', '{{ data.owner }}', 'printed-object', '1-17'],
    ['a list', '{{ data.items }}', 'printed-object', '1-17'],
    ['an object by echo', '{% echo data.owner %}', 'printed-object', '1-22'],
    ['Infinity', '{{ data.count | divided_by: 0 }}', 'not-finite', '29-30'],
    ['NaN', '{{ data.count | modulo: 0 }}', 'not-finite', '25-26'],
    ['what may be divided by nothing', '{{ 9.0 | divided_by: data.none }}', 'not-finite', '22-31'],
    ['a division that cuts', '{{ 9 | divided_by: 2 }}', 'integer-division', '20-21'],
    ['money off by a float', '{{ 10.1 | minus: 2.2 }}', 'money-float', '11-16'],
    ['money in the data', '{{ data.price | times: 3 }}', 'money-float', '17-22'],
    ['a comparison that is printed', '{{ data.title == "t" }}', 'engine-difference', '1-24'],
    ['a comparison that is assigned', '{% assign a = data.foo == 1 %}{{ a }}', 'engine-difference', '1-31'],
    ['a tag of one engine', '{% ifchanged %}1{% endifchanged %}', 'engine-difference', '1-16'],
  ])('%s: %s', (_what, text, code, place) => {
    const found = lint(text).find((diagnostic) => diagnostic.code === code && diagnostic.engines !== undefined);
    expect(`${found?.column}-${found?.endColumn}`).toBe(place);
    expect(found?.engines?.shopify).toMatch(/^(?:Shopify|Ruby) .*\.$/);
    expect(found?.engines?.knock).toMatch(/Knock.*\.$/);
  });

  it('a counter without a name is a mistake', () => {
    expect(lint('{% increment %}').map(({ code, severity }) => [code, severity])).toEqual([['syntax', 'error']]);
    expect(lint('{% increment n %}')).toEqual([]);
  });

  it.each([
    ['{{ data.count | divided_by: 0 }}', 29],
    ['{{ data.count | modulo: 0 }}', 25],
  ])('%s is refused when it is rendered: neither Infinity nor NaN is ever sent', (body, column) => {
    const errors = diagnose({ bodyFormat: 'json', request: { body } }, scope).filter(
      ({ severity }) => severity === 'error',
    );
    expect(errors.length).toBeGreaterThan(0);
    expect(Math.max(...errors.map((error) => error.endColumn))).toBeGreaterThanOrEqual(column);
  });
});
