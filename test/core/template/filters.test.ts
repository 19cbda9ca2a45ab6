import { describe, expect, it } from 'vitest';
import { liquidFilters, liquidTags } from '../../../core/template/index.ts';
import { bodyOf, refusalOf } from './template-fixture.ts';

const examples = [...liquidFilters(), ...liquidTags()].flatMap(({ name, example }) => {
  const [template, output] = example?.split(' → ') ?? [];
  return template === undefined || output === undefined ? [] : [[name, template, output] as const];
});

describe('the worked examples of the catalogue', () => {
  it.each(examples)('%s: %s', (_name, template, output) => {
    expect(bodyOf(template)).toBe(output);
  });

  it('covers nearly everything', () => {
    expect(examples.length).toBeGreaterThan(70);
    for (const item of liquidFilters()) expect(item.signature).toContain(`| ${item.name}`);
  });
});

const scope = {
  n: 10.1,
  total: 9,
  big: 9_007_199_254_740_991,
  text: 'héllo "wörld"',
  list: [3, 1, 2],
  user: { name: 'Ann', tags: ['a', 'b'] },
  nothing: null,
  tasks: [
    { id: 1, done: true },
    { id: 2, done: false },
  ],
};

describe('filters', () => {
  it.each([
    ['{{ total | divided_by: 2 }}', '4'],
    ['{{ -9 | divided_by: 2 }}', '-5'],
    ['{{ total | divided_by: 2.0 }}', '4.5'],
    ['{{ total | divided_by: 2.5 }}', '3.6'],
    ['{{ "9" | divided_by: "2" }}', '4'],
    ['{{ -7 | modulo: 3 }}', '2'],
    ['{{ n | minus: 2.2 }}', '7.9'],
    ['{{ 0.1 | plus: 0.2 }}', '0.3'],
    ['{{ 1.1 | times: 3 }}', '3.3'],
    ['{{ big | minus: 1 }}', '9007199254740990'],
    ['{{ text | json }}', '"héllo \\"wörld\\""'],
    ['{{ user | json }}', '{"name":"Ann","tags":["a","b"]}'],
    ['{{ missing | json }}', 'null'],
    ['{{ nil | json }}', 'null'],
    ['{{ nothing | json }}', 'null'],
    ['{{ false | json }}', 'false'],
    ['{{ list | json: 1 }}', '[\n 3,\n 1,\n 2\n]'],
    ['{% assign o = "[1,{}]" | from_json %}{{ o | size }}', '2'],
    ['{{ 1 | pluralize: "task", "tasks" }}', 'task'],
    ['{{ 0 | pluralize: "task", "tasks" }}', 'tasks'],
    ['{{ "1" | pluralize: "task", "tasks" }}', 'task'],
    ['{{ "élan vital" | titlecase }}', 'Élan Vital'],
    ['{{ "1.0.0-alpha.2" | compare_versions: "1.0.0-alpha.10" }}', '-1'],
    ['{{ "1.0.0" | compare_versions: "1.0.0-rc.1" }}', '1'],
    ['{{ "v2" | compare_versions: "2.0.0" }}', '0'],
    ['{{ user.tags | equals: user.tags }}', 'true'],
    ['{{ 1 | equals: "1" }}', 'false'],
    ['{{ list | intersect: list | json }}', '[3,1,2]'],
    ['{{ missing | intersect: list | json }}', '[]'],
    ['{{ 1234567.5 | format_number: "de" }}', '1.234.567,5'],
    ['{{ 1234.5 | currency }}', '$1,234.50'],
    ['{{ 10.99 | rounded_currency: "eur", "en" }}', '€11'],
    ['{{ "abc" | currency }}', 'abc'],
    ['{{ tasks | where: "done", true | map: "id" | json }}', '[1]'],
    ['{{ tasks | reject: "done" | map: "id" | json }}', '[2]'],
    ['{{ tasks | find: "id", 2 | json }}', '{"id":2,"done":false}'],
    ['{{ tasks | has: "id", 3 }}', 'false'],
    ['{{ tasks | sum: "id" }}', '3'],
    ['{{ list | sort | join: "," }}', '1,2,3'],
    ['{{ "" | default: "x" }}', 'x'],
    ['{{ false | default: "x", allow_false: true }}', 'false'],
    ['{% for x in list limit: 1 %}{{ x }}{% endfor %};{% for x in list offset: continue %}{{ x }}{% endfor %}', '3;12'],
    ['{{ "ä" | url_encode }}', '%C3%A4'],
    ['{{ "ä" | sha256 | size }}', '64'],
  ])('%s gives %s', (template, output) => {
    expect(bodyOf(template, scope)).toBe(output);
  });

  it.each([
    ['{{ 1 | divided_by: 0 }}', 'The filter "divided_by" failed: Division by zero.'],
    ['{{ 1 | modulo: 0 }}', 'The filter "modulo" failed: Division by zero.'],
    ['{{ "{a" | from_json }}', 'The filter "from_json" failed: This text is not JSON: {a.'],
    ['{{ "%" | url_decode }}', 'The filter "url_decode" failed: URI malformed.'],
    ['{{ "x" | compare_versions: "1" }}', 'The filter "compare_versions" failed: "x" is not a version such as 1.2.3.'],
    ['{{ 1 | currency: "EURO" }}', 'The filter "currency" failed: "EURO" is not a currency code such as EUR.'],
    [
      '{{ 1 | format_number: "not a locale" }}',
      'The filter "format_number" failed: "not a locale" is not a locale such as en-GB.',
    ],
    ['{{ "*" | base64_decode }}', 'The filter "base64_decode" failed: The text is not valid base64.'],
  ])('%s fails with a sentence', (template, message) => {
    expect(refusalOf(template)).toEqual([
      expect.objectContaining({ code: 'render-error', severity: 'error', field: 'body', message }),
    ]);
  });
});

describe('look-ups', () => {
  const lookups = {
    user: (id: string) => (id === 'u1' ? { id, name: 'Ann' } : null),
    object: (collection: string, id: string) => (collection === 'projects' ? { collection, id, name: 'Apollo' } : null),
    tenant: (id: string) => (id === 'acme' ? { id, name: 'Acme' } : null),
    subscriptions: (id: string) =>
      Array.from({ length: 30 }, (_, index) => ({ object: { id: `${id}-${index}` }, properties: null })),
  };

  it.each([
    ['{% assign u = "u1" | user %}{{ u.name }}', 'Ann'],
    ['[{{ "u2" | user }}]', '[]'],
    ['{% assign o = "p1" | object: "projects" %}{{ o.name }} {{ o.id }}', 'Apollo p1'],
    ['{{ "p1" | object: "others" | json }}', 'null'],
    ['{% assign t = "acme" | tenant %}{{ t.name }}', 'Acme'],
    ['{% assign s = "u1" | subscriptions %}{{ s | size }} {{ s.last.object.id }}', '25 u1-24'],
  ])('%s gives %s', (template, output) => {
    expect(bodyOf(template, {}, { lookups })).toBe(output);
  });

  it('gives nothing where there is nobody to ask', () => {
    expect(bodyOf('{{ "u1" | user | json }}{{ "u1" | subscriptions | json }}')).toBe('null[]');
  });
});
