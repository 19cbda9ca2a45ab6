import { describe, expect, it } from 'vitest';
import { bodyOf, refusalOf, renderWith } from './template-fixture.ts';

const seed = '{% assign a = "0123456789" %}';
const loop = (body: string) => `${seed}{% for i in (1..60) %}${body}{% endfor %}`;

describe('limits', () => {
  it.each([
    ['capture doubling', loop('{% capture a %}{{ a }}{{ a }}{% endcapture %}')],
    ['capture doubling that is never printed', `${loop('{% capture a %}{{ a }}{{ a }}{% endcapture %}')}done`],
    ['append doubling', loop('{% assign a = a | append: a %}')],
    ['replace blow-up', loop('{% assign a = a | replace: "0", a %}')],
    [
      'concat doubling',
      `${seed}{% assign l = a | split: "" %}{% for i in (1..60) %}{% assign l = l | concat: l %}{% endfor %}`,
    ],
    [
      'many captures of nearly the limit',
      `${seed}{% for i in (1..19) %}{% assign a = a | append: a %}{% endfor %}{% for i in (1..99) %}{% capture b %}{{ a }}{% endcapture %}{% endfor %}`,
    ],
    ['output without end', '{% for i in (1..1000000) %}0123456789abcdef{% endfor %}'],
    ['doubling in a partial', '{% render "double", a: "0123456789" %}'],
    [
      'printing a list of long texts',
      `${seed}{% for i in (1..18) %}{% assign a = a | append: a %}{% endfor %}{% assign l = a | split: "," %}{% for i in (1..10) %}{% assign l = l | concat: l %}{% endfor %}{{ l }}`,
    ],
    [
      'joining a list of long texts',
      `${seed}{% for i in (1..18) %}{% assign a = a | append: a %}{% endfor %}{% assign l = a | split: "," %}{% for i in (1..10) %}{% assign l = l | concat: l %}{% endfor %}{{ l | append: "" | size }}`,
    ],
    ['a huge range', '{% for i in (1..100000000) %}{% endfor %}'],
    ['a partial in itself', '{% render "self" %}'],
  ])('stop %s', (_name, body) => {
    const partials = { double: loop('{% capture a %}{{ a }}{{ a }}{% endcapture %}'), self: 'x{% render "self" %}' };
    const [finding, ...others] = refusalOf(body, {}, { partials });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: 'limit-exceeded', severity: 'error', field: 'body', line: 1 });
    expect(finding?.message).toMatch(/^[A-Z].*\.$/);
    expect(finding?.column).toBeGreaterThan(0);
  });

  it('stop a template that loops for ever at its time limit', () => {
    const body =
      'a\n  {% for i in (1..3000) %}{% for j in (1..3000) %}{% for k in none %}{% endfor %}{% endfor %}{% endfor %}';
    const [finding] = refusalOf(body, { none: [] });
    expect(finding).toMatchObject({
      code: 'limit-exceeded',
      line: 2,
      message: 'Rendering took longer than 1 second and was stopped.',
    });
  });

  it('let 10 MB through and no byte more, counted in UTF-8', () => {
    const body = '{{ text }}';
    expect(bodyOf(body, { text: 'x'.repeat(10_000_000) })).toHaveLength(10_000_000);
    expect(refusalOf(body, { text: 'x'.repeat(10_000_001) })[0]?.code).toBe('limit-exceeded');
    expect(refusalOf(body, { text: '€'.repeat(3_333_334) })[0]?.code).toBe('limit-exceeded');
  });

  it('refuse a template of more than 2,000,000 characters before reading it', () => {
    expect(refusalOf(`{{ a }}${'x'.repeat(2_000_000)}`)[0]?.message).toBe(
      'The template is 2000007 characters long; at most 2000000 are allowed.',
    );
  });

  it('read a long template of many tags in time', () => {
    expect(bodyOf('{{a}}'.repeat(200_000), { a: 1 })).toHaveLength(200_000);
  });

  it('refuse deep nesting and deep data with a sentence', () => {
    const deep = `${'{% if true %}'.repeat(20_000)}${'{% endif %}'.repeat(20_000)}`;
    expect(refusalOf(deep)[0]).toMatchObject({
      code: 'limit-exceeded',
      message: 'Tags are nested more than 100 deep.',
    });
    let value: unknown = 1;
    for (let depth = 0; depth < 100_000; depth += 1) value = [value];
    expect(refusalOf('{{ value | json }}', { value } as never)[0]?.code).toBe('limit-exceeded');
  });

  it('keep the other fields working', () => {
    const result = renderWith(
      { request: { url: 'https://a.test/{{ id }}', body: '{% for i in (1..100000000) %}{% endfor %}' } },
      { id: 1 },
    );
    expect(result.ok ? [] : result.diagnostics.map((diagnostic) => diagnostic.field)).toEqual(['body']);
  });
});

describe('findings of one text', () => {
  it.each([
    ['unknown filters', '{{ a | gone }}\n'],
    ['broken tags', '{% gone %}\n'],
  ])('are the first 200, of ten thousand %s too', (_name, one) => {
    expect(refusalOf(one.repeat(10_000), { a: 1 })).toHaveLength(200);
  });
});

describe('unknown variables', () => {
  const strict = { unknownVariables: 'strict' as const };

  it('are listed once per place, the first 200 of them, and what is left out is said', () => {
    const many = Array.from({ length: 300 }, (_, index) => `{{ nothing${index} }}`).join('\n');
    const found = refusalOf(many, {}, strict);
    expect(found).toHaveLength(201);
    expect(found[199]).toMatchObject({ line: 200, message: '"nothing199" is not known here.' });
    expect(found[200]).toMatchObject({
      severity: 'error',
      line: 200,
      message: 'Unknown variables behind these 200 are not listed.',
    });
  });

  it('of a long loop and of a partial are one finding each', () => {
    const body = '{% for i in (1..5000) %}{{ gone }}{% endfor %}{% for i in (1..500) %}{% render "part" %}{% endfor %}';
    const found = refusalOf(body, {}, { ...strict, partials: { part: '{{ lost }}' } });
    expect(found.map(({ message }) => message)).toEqual([
      '"gone" is not known here.',
      'In partial "part", line 1, column 4: "lost" is not known here.',
    ]);
  });
});
