import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTemplate } from '../../../core/template/format/format-template.ts';
import { reflowJson } from '../../../core/template/format/reflow-json.ts';
import { compactJson } from '../../../core/template/index.ts';
import { nodes, partials, scope } from './template-arbitrary.ts';
import { renderWith } from './template-fixture.ts';

function outcome(body: string, data = scope()) {
  const result = renderWith({ partials, request: { body } }, data);
  return result.ok ? Buffer.from(result.request.body).toString() : result.diagnostics.map(({ code }) => code);
}

describe('formatTemplate', () => {
  it.each([
    ['{{a|json}}', '{{ a | json }}'],
    ['{{-  a.b[ 0 ]["c d"].e |date:"%F","UTC"|upcase -}}', '{{- a.b[0]["c d"].e | date: "%F", "UTC" | upcase -}}'],
    ['{%if a==b and c>=1%}x{%else%}y{%endif%}', '{% if a == b and c >= 1 %}x{% else %}y{% endif %}'],
    ['{%  for i in (1..3)   limit:2 %}{%endfor%}', '{% for i in (1..3) limit: 2 %}{% endfor %}'],
    ["{%render 'row',a:1,  b:c.d%}", "{% render 'row', a: 1, b: c.d %}"],
    ['{%- raw -%}{{a}}{%- endraw -%}', '{%- raw -%}{{a}}{%- endraw -%}'],
    ['{%comment%}{{a}}{%endcomment%}{{b}}', '{% comment %}{{a}}{% endcomment %}{{ b }}'],
    ['{% liquid\n  assign a=1\n%}', '{% liquid\n  assign a=1\n%}'],
    ['{% case a %}{%when "x" ,1 or 2%}{%endcase%}', '{% case a %}{% when "x", 1 or 2 %}{% endcase %}'],
    ['{{ a ~ b }}{{c}}', '{{ a ~ b }}{{ c }}'],
    ['  {"a":   {{a}}}\r\n', '  {"a":   {{ a }}}\r\n'],
    ['{{ a', '{{ a'],
    ['{{}}{%%}', '{{}}{%%}'],
    ['{{ -1 | plus:-2 }}', '{{ -1 | plus: -2 }}'],
  ])('%s', (text, expected) => {
    expect(formatTemplate(text)).toBe(expected);
  });

  it('never changes what is rendered, and nothing the second time', () => {
    void fc.assert(
      fc.property(nodes, fc.constantFrom('', '  ', '\n'), (text, blanks) => {
        const written = `x${text}`.replace(
          /(\{\{|\{%)(-?) /g,
          (_, open: string, dash: string) => `${open}${dash}${blanks}`,
        );
        const formatted = formatTemplate(written);
        expect(outcome(formatted)).toEqual(outcome(written));
        expect(formatTemplate(formatted)).toBe(formatted);
      }),
      { numRuns: 600 },
    );
  });
});

describe('reflowJson', () => {
  it('writes a member per line, and tags on lines of their own', () => {
    const text =
      '{"a":{{a|json}},"list":[{% for i in list %}{"n":{{i.v|json}}}{% unless forloop.last %},{% endunless %}{% endfor %}],"t":"x {{ b.c }} y","e":{},"n":[1,2]}';
    expect(reflowJson(text)).toBe(`{
  "a": {{ a | json }},
  "list": [
    {% for i in list %}
      {
        "n": {{ i.v | json }}
      }
      {% unless forloop.last %},
      {% endunless %}
    {% endfor %}
  ],
  "t": "x {{ b.c }} y",
  "e": {},
  "n": [
    1,
    2
  ]
}
`);
  });

  it.each([
    '[1{% if a %}2{% endif %}]',
    '[{% for i in list %}1{% endfor %}]',
    '[{% if a %}1{% endif %}2]',
    '[{% if flag %}"a{% else %}"b{% endif %}"]',
    '[1 {{- a -}} 2]',
    '{% capture x %} {"a": 1} {% endcapture %}[1]',
    '["a',
  ])('refuses %s', (text) => {
    expect(reflowJson(text)).toBeNull();
  });

  const { json } = fc.letrec<{ json: string; members: string }>((tie) => {
    const text = fc.constantFrom('"t"', '"a \\" {{ b.c }} {b}, "', '"{% if flag %}y{% else %}n{% endif %}"', '""');
    const value = fc.constantFrom(
      '1',
      '-2.50',
      'true',
      '{{ a | json }}',
      '{{list|json}}',
      '{{ zero }}',
      '1{{ zero }}',
      '{{zero}}{{zero}}',
    );
    const gap = fc.constantFrom('', ' ', '\n  ');
    const glued = (parts: fc.Arbitrary<string>[]) =>
      fc.tuple(gap, ...parts.flatMap((part) => [part, gap])).map((all) => all.join(''));
    return {
      members: fc.array(glued([tie('json')]), { maxLength: 3 }).map((all) => all.join(',')),
      json: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        text,
        value,
        glued([fc.constant('['), tie('members'), fc.constant(']')]),
        glued([fc.constant('{"k":'), tie('json'), fc.constant('}')]),
        glued([
          fc.constant('{% if flag %}'),
          tie('json'),
          fc.constant('{% else %}'),
          tie('json'),
          fc.constant('{% endif %}'),
        ]),
        glued([fc.constant('{% assign q = 1 %}'), tie('json')]),
        glued([
          fc.constant('[{% for i in list %}'),
          tie('json'),
          fc.constant('{% unless forloop.last %},{% endunless %}{% endfor %}]'),
        ]),
        glued([value, fc.constantFrom('{% if flag %}', '{% unless flag %}'), value, fc.constant('{% endif %}')]),
        glued([fc.constant('{% comment %}"{% endcomment %}'), tie('json')]),
      ),
    };
  });

  it('keeps the JSON tokens of every rendering', () => {
    let reflowed = 0;
    void fc.assert(
      fc.property(json, fc.boolean(), (text, flag) => {
        const written = reflowJson(text);
        if (written === null) return;
        const data = { ...scope(), flag };
        const [before, after] = [outcome(text, data), outcome(written, data)];
        if (typeof before !== 'string') return;
        reflowed += 1;
        expect(typeof after).toBe('string');
        const compact = (body: string) => Buffer.from(compactJson(Buffer.from(body))).toString();
        // What is no JSON is compared without its blanks, which is all that may differ.
        const strip = (body: string) => body.replace(/\s+/g, '');
        expect(strip(compact(String(after)))).toBe(strip(compact(before)));
        const numbers = (body: string) => body.match(/[\w.-]+/g) ?? [];
        expect(numbers(String(after))).toEqual(numbers(before));
        expect(reflowJson(written)).toBe(written);
      }),
      { numRuns: 800 },
    );
    expect(reflowed).toBeGreaterThan(300);
  });
});
