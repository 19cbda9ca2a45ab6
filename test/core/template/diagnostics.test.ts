import { describe, expect, it } from 'vitest';
import { bodyOf, channel, diagnose, refusalOf, templatesWith } from './template-fixture.ts';

describe('syntax findings', () => {
  it.each([
    ['a\n {{ foo bar }}', 'syntax', '2:9-2:12', 'Unexpected "bar" after the value.'],
    ['{{ a | date: "%Y" "x" }}', 'syntax', '1:19-1:22', `Unexpected "x" in the filter's arguments.`],
    ['x {% if a %}y', 'syntax', '1:3-1:13', 'The tag {% if %} is never closed.'],
    ['x\n{{ a', 'syntax', '2:1-2:5', 'This output is never closed.'],
    ['{% for x in y z %}{% endfor %}', 'syntax', '1:1-1:19', 'Unexpected "z" in the tag.'],
    ['{% assign x %}', 'syntax', '1:12-1:13', '"=" is missing after the variable name.'],
    ['{% assign x = 1, 2 %}', 'syntax', '1:16-1:19', 'Unexpected ", 2" at the end.'],
    ['{% endif %}', 'syntax', '1:1-1:12', '{% endif %} has no {% if %} before it.'],
    ['{% else %}', 'syntax', '1:1-1:11', '{% else %} stands outside a block.'],
    ['{{ }}', 'syntax', '1:4-1:5', 'A value is missing here.'],
    ['{{ a == }}', 'syntax', '1:6-1:8', 'A value is missing after "==".'],
    ['{{ a | append }}', 'filter-arguments', '1:8-1:14', 'The filter "append" needs an argument.'],
    ['{{ a | upcas }}', 'unknown-filter', '1:8-1:13', 'There is no filter "upcas".'],
    ['{% asign x = 1 %}', 'unknown-tag', '1:1-1:18', 'There is no tag "asign".'],
    [
      "{% include 'x' %}",
      'syntax',
      '1:1-1:18',
      "Include is not supported; use {% render 'key', name: value %} instead.",
    ],
    ['{% render x %}', 'syntax', '1:1-1:15', "Render needs a partial's key in quotes, such as {% render 'footer' %}."],
    [
      "{% render 'x' for list %}",
      'syntax',
      '1:1-1:26',
      "Render takes named values only, such as {% render 'footer', name: value %}; it has no for or with.",
    ],
  ])('%s', (body, code, place, message) => {
    const [finding] = refusalOf(body);
    expect(finding).toMatchObject({ code, severity: 'error', field: 'body', message });
    expect(`${finding?.line}:${finding?.column}-${finding?.endLine}:${finding?.endColumn}`).toBe(place);
  });

  it('finds several errors in one text, also inside and before a broken block', () => {
    const body = '{{ a | nope }}\n{% if %}{{ | }}{% else %}{% fro %}{% endif %}\n{% if b %}{{ c d }}{% endif %}';
    expect(refusalOf(body).map(({ code, line }) => [code, line])).toEqual([
      ['unknown-filter', 1],
      ['syntax', 2],
      ['syntax', 2],
      ['unknown-tag', 2],
      ['syntax', 3],
    ]);
    expect(refusalOf('{% asign a = 1 %}\n{% if x %}\n{{ b').map(({ code, line }) => [code, line])).toEqual([
      ['unknown-tag', 1],
      ['syntax', 3],
    ]);
  });

  it('finds errors in every field', () => {
    const findings = diagnose({
      request: {
        url: '{{ a',
        headers: [
          { key: 'x-a', value: 'ok' },
          { key: 'x-b', value: '{{ a | b }}' },
        ],
        query: [{ key: 'q', value: '{% x %}' }],
        body: '{{ a b }}',
      },
      signingKey: '{{ | }}',
    });
    expect(findings.map(({ field }) => field)).toEqual(['url', 'headers.1', 'query.0', 'body', 'signing.key']);
  });

  it('suggests names', () => {
    expect(refusalOf('{{ a | upcas }}')[0]?.hint).toBe('Did you mean "upcase"?');
    expect(refusalOf('{% asign x = 1 %}')[0]?.hint).toBe('Did you mean "assign"?');
  });

  it('refuses arguments too many, as other engines do', () => {
    expect(refusalOf('{{ "a" | upcase: 1 }}')).toMatchObject([{ severity: 'error', code: 'filter-arguments' }]);
  });
});

describe('unknown variables', () => {
  const scope = { recipient: { id: 'r', name: 'N', items: [{ sku: 1 }] }, eventType: 'x', tenant: null };
  const unknown = (body: string) => {
    const templates = templatesWith({ partials: { part: '{{ who }}{{ recipient }}' } });
    return templates.inspect(templates.compile(channel({ request: { body } })), scope).unknownVariables();
  };

  it.each([
    ['{{ recipient.nme }} {{ recipient.nme }}', ['recipient.nme']],
    ['{{ event_type | json }}', ['event_type']],
    ['{{ recipient.items[0].skuu }}{{ recipient.items[5].sku }}', ['recipient.items[0].skuu', 'recipient.items[5]']],
    ['{% for i in recipient.items %}{{ i.sku }}{{ i.size }}{{ i.qty }}{{ forloop.index }}{% endfor %}', ['i.qty']],
    ['{% for i in nothing %}{% endfor %}', ['nothing']],
    ['{% assign a = recipient.id %}{% capture b %}x{% endcapture %}{% increment c %}{{ a }}{{ b }}{{ c }}', []],
    [
      '{% if nope %}{{ nope.deep }}{% endif %}{% unless nope %}{% endunless %}{% case nope %}{% when 1 %}{% endcase %}',
      [],
    ],
    ['{{ nope | default: "x" }}', []],
    ['{{ tenant.name }}', []],
    ['{{ "a" | append: nope }}', ['nope']],
    ['{% render "part", who: 1 %}', ['recipient']],
    ['{{ constructor }}{{ recipient.__proto__ }}', ['constructor', 'recipient.__proto__']],
  ])('%s', (body, paths) => {
    expect(unknown(body)).toEqual(paths);
  });

  it('renders them empty and warns when lenient', () => {
    expect(bodyOf('[{{ recipient.nme }}]', scope)).toBe('[]');
    expect(diagnose({ request: { body: 'x\n {{ recipient.nme }}{{ event_type }}' } }, scope)).toMatchObject([
      {
        code: 'unknown-variable',
        severity: 'warning',
        line: 2,
        column: 5,
        endColumn: 18,
        hint: 'Did you mean "recipient.name"?',
      },
      { code: 'unknown-variable', severity: 'warning', line: 2, column: 24, hint: 'Did you mean "eventType"?' },
    ]);
  });

  it('fails and names all of them when strict', () => {
    const options = { unknownVariables: 'strict' } as const;
    expect(refusalOf('{{ a }}{{ recipient.id }}{{ b.c }}', scope, options)).toMatchObject([
      { code: 'unknown-variable', severity: 'error', column: 4, message: '"a" is not known here.' },
      { code: 'unknown-variable', severity: 'error', message: '"b" is not known here.' },
    ]);
    expect(bodyOf('{% if a %}{{ a }}{% endif %}{{ a | default: 1 }}{{ recipient.id }}', scope, options)).toBe('1r');
  });
});

describe('rendered findings', () => {
  it('denies prototypes', () => {
    const body =
      '[{{ a.constructor }}{{ a.__proto__.polluted }}{{ a.toString }}{{ "x".constructor.name }}{{ constructor }}]';
    expect(bodyOf(body, { a: { b: 1 } })).toBe('[]');
  });

  it('names the place in the template of JSON that is broken in the rendered text', () => {
    const body = '{\n  "id": {{ id | json }},\n  "name": {{ name }},\n  "end": 1\n}';
    const [finding] = refusalOf(body, { id: 'x'.repeat(50), name: 'Ann Lee' }, { bodyFormat: 'json' });
    expect(finding).toMatchObject({ code: 'invalid-json', line: 3, column: 11, endColumn: 21 });
    expect(finding?.message).toMatch(/^The body is not JSON: [^.]* \(line 3, column 11 of the rendered body\)\.$/);
    expect(refusalOf('{"a": {{ a | json }},}', { a: 'long text' }, { bodyFormat: 'json' })[0]).toMatchObject({
      line: 1,
      column: 22,
    });
    expect(refusalOf('{"a":\n tru}', {}, { bodyFormat: 'json' })[0]).toMatchObject({ line: 2, column: 2 });
  });

  it('warns of a printed object, an empty key and a URL that is none', () => {
    const options = {
      request: { url: '{{ recipient.url }}', body: '{{ recipient }}' },
      signingKey: '{{ recipient.key }}',
    };
    const findings = diagnose(options, { recipient: { url: 'not a url', key: null } });
    expect(findings.map(({ code, severity, field }) => [code, severity, field])).toEqual([
      ['invalid-url', 'error', 'url'],
      ['render-error', 'warning', 'body'],
      ['empty-key', 'warning', 'signing.key'],
    ]);
  });

  it('finds nothing wrong with a good template', () => {
    const options = {
      request: { url: '{{ recipient.url }}', body: '{"a":{{ recipient.a | json }}}' },
      bodyFormat: 'json',
    } as const;
    expect(diagnose(options, { recipient: { url: 'https://a.test', a: 1 } })).toEqual([]);
  });
});
