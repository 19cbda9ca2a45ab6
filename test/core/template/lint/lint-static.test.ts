import { describe, expect, it } from 'vitest';
import type { JsonObject, TemplateDiagnostic } from '../../../../core/model/index.ts';
import { shapeOfSchema, shapeOfScopes, type ValueShape, withShapeAt } from '../../../../core/template/index.ts';
import { applyFix } from '../apply-fix.ts';
import { bodyOf, templatesWith } from '../template-fixture.ts';

const scope: JsonObject = {
  data: {
    payload: { task: { id: 't1', title: 'A "b"', hours: 1.5, done: true, tags: ['x'], owner: { name: 'Ada' } } },
    price: 9.99,
    count: 3,
    tracker: 9_007_199_254_740_992,
    digits: '9007199254740993',
    items: [{ sku: 1, note: 'n' }, { sku: 2 }],
    none: null,
  },
  recipient: { id: 'r' },
};
const known = shapeOfScopes([scope]);

function lint(text: string, options: { isJson?: boolean; shape?: ValueShape | null; strict?: boolean } = {}) {
  const { isJson = true, shape = known, strict = false } = options;
  return templatesWith().lintText({
    field: 'body',
    text,
    isJson,
    shape,
    unknownVariables: strict ? 'strict' : 'lenient',
  });
}

const codes = (findings: readonly TemplateDiagnostic[]) => findings.map(({ code }) => code);
const placed = ({ code, line, column, endColumn }: TemplateDiagnostic) => `${code} ${line}:${column}-${endColumn}`;

describe('values in JSON', () => {
  it.each([
    ['{"a": {{ data.payload.task.id }}}', ['json-missing 1:7-33']],
    ['{"a": {{ data.payload.task.id | json }}}', []],
    ['{"a": {{ data.count }}, "b": {{ data.payload.task.done }}}', []],
    ['{"a": "{{ data.payload.task.id }}"}', ['json-in-string 1:8-34']],
    ['{"a": "no. {{ data.count }}"}', []],
    ['{"a": "{{ data.payload.task.id | json }}"}', ['json-in-string 1:8-41']],
    ['{"a": "{{ "now" | date: "%F" }}"}', []],
    ['{"a": "{{ data.payload.task.id | md5 }}"}', []],
    ['{"a\\"": "{{ data.count }}", "b": {{ data.payload.task.title }}}', ['json-missing 1:34-63']],
    ['{{ data.payload.task }}', ['printed-object 1:1-24']],
    ['{{ data.items }}', ['printed-object 1:1-17']],
    ['[{% for i in data.items %}{{ i.sku }}{% unless forloop.last %},{% endunless %}{% endfor %}]', []],
    ['{% assign comma = "," %}[1{{ comma }}2]', []],
    ['{% capture part %}{"x": {{ data.payload.task.title }}}{% endcapture %}[{{ part }}]', []],
    ['{% if data.count > 1 %}"a"{% else %}"b{% endif %}: {{ data.count }}', []],
    ['{% raw %}"{{ x }}"{% endraw %}{{ data.payload.task.title }}', ['json-missing 1:31-60']],
    ['{% if data.count %}"{% endif %}', []],
  ])('%s', (text, expected) => {
    expect(lint(text).map(placed)).toEqual(expected);
  });

  it('says nothing of JSON in a text body', () => {
    expect(lint('"{{ data.payload.task.title }}" {{ data.payload.task.id }}', { isJson: false })).toEqual([]);
  });

  it('warns without knowing anything of the data, but not of variables', () => {
    expect(codes(lint('{"a": {{ anything.at.all }}}', { shape: null }))).toEqual(['json-missing']);
  });
});

describe('quick fixes', () => {
  it.each([
    ['{"a": {{ data.payload.task.title }}}', '{"a": {{ data.payload.task.title | json }}}'],
    ['{"a": {{data.payload.task.title}}}', '{"a": {{data.payload.task.title | json}}}'],
    ['{"a": "{{ data.payload.task.title }}"}', '{"a": {{ data.payload.task.title | json }}}'],
    ['{"a": "{{ data.payload.task.title | json }}"}', '{"a": {{ data.payload.task.title | json }}}'],
    ['{"a": {{ data.payload.tsk.title | json }}}', '{"a": {{ data.payload.task.title | json }}}'],
    [
      '[{% for i in data.items %}{{ i.note | json }}{% endfor %}]',
      '[{% for i in data.items %}{{ i.note | default: "" | json }}{% endfor %}]',
    ],
    ['{{ data.count | divided_by: 2 }}', '{{ data.count | divided_by: 2.0 }}'],
    ['{{ data.price | times: 1.19 }}', '{{ data.price | times: 1.19 | round: 2 }}'],
    ['{% assign x = 1 %}1', '1'],
    ['{{ data.count | pluss: 1 }}', '{{ data.count | plus: 1 }}'],
    ['{% asign x = 1 %}', '{% assign x = 1 %}'],
    ['{{ data.count 5 }}', '{{ data.count }}'],
    ['{% if not data.count %}1{% endif %}', '{% if data.count == nil or data.count == false %}1{% endif %}'],
    ['{{ data.items.0.sku }}', '{{ data.items[0].sku }}'],
    [
      '{% if data.count %}1{% for i in data.items %}2{% endif %}',
      '{% if data.count %}1{% for i in data.items %}2{% endfor %}{% endif %}',
    ],
    ['{% if data.count %}1', '{% if data.count %}1{% endif %}'],
    ['1{% endif %}', '1'],
    ['{{ data.count', '{{ data.count }}'],
    ['{{ "a" | upcase: 1, 2 }}', '{{ "a" | upcase }}'],
    ['{{ 9007199254740993 }}', '{{ "9007199254740993" }}'],
  ])('%s', (text, expected) => {
    const finding = lint(text).find(({ fixes }) => fixes !== undefined);
    expect(finding === undefined ? null : applyFix(text, finding.fixes?.[0]?.edits ?? [])).toBe(expected);
  });

  it('leave a template that renders', () => {
    const text = '{"a": "{{ data.payload.task.title }}"}';
    const fixed = applyFix(text, lint(text)[0]?.fixes?.[0]?.edits ?? []);
    expect(JSON.parse(bodyOf(fixed, scope, { bodyFormat: 'json' }))).toEqual({ a: 'A "b"' });
  });
});

describe('variables', () => {
  const schema: JsonObject = {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'at'],
    properties: {
      id: { $ref: '#/$defs/id' },
      at: { type: 'string', format: 'date-time' },
      note: { type: 'string' },
      owner: { type: ['object', 'null'], properties: { name: { type: 'string' } }, required: ['name'] },
      big: { type: 'integer', format: 'int64' },
      kind: { enum: ['a', 'b'] },
    },
    $defs: { id: { type: 'string' } },
  };
  const shape = withShapeAt(
    shapeOfScopes([{ data: {}, recipient: { id: 'r' } }]) as ValueShape,
    ['data', 'payload'],
    shapeOfSchema(schema),
  );
  const find = (text: string) =>
    lint(text, { shape }).map(({ code, severity, path }) => `${code} ${severity} ${path ?? ''}`);

  it.each([
    ['{{ data.payload.id | json }}', []],
    ['{{ data.payload.note | json }}', ['may-be-missing info data.payload.note']],
    [
      '[{{ data.payload.note }}]',
      ['json-missing warning data.payload.note', 'may-be-missing warning data.payload.note'],
    ],
    ['{{ data.payload.note | default: "-" | json }}', []],
    ['{% if data.payload.note %}{{ data.payload.note | json }}{% endif %}', []],
    ['{% if data.payload.owner %}{{ data.payload.owner.name | json }}{% endif %}', []],
    ['{{ data.payload.nope | json }}', ['unknown-variable warning data.payload.nope']],
    ['"{{ data.payload.at }}-{{ data.payload.kind }}"', ['may-be-missing info data.payload.kind']],
    ['{{ data.payload.big | json }}', ['may-be-missing info data.payload.big', 'big-integer warning data.payload.big']],
    ['{{ recipent.id | json }}', ['unknown-variable warning recipent']],
    ['{% assign a = data.payload.id %}{{ a | json }}', []],
    ['{{ anything | default: 1 }}', []],
  ])('%s', (text, expected) => {
    expect(find(text).sort()).toEqual([...expected].sort());
  });

  it('a strict channel refuses what is nowhere', () => {
    expect(lint('{{ nope | json }}', { strict: true })[0]).toMatchObject({
      code: 'unknown-variable',
      severity: 'error',
    });
  });
});

describe('numbers of the text itself', () => {
  it.each([
    ['{"id": 9007199254740993}', ['big-integer']],
    [
      '{"ids": [-90071992547409931, 1], "a": {{ data.count }}, "b": 12345678901234567890}',
      ['big-integer', 'big-integer'],
    ],
    ['{"id": "9007199254740993"}', []],
    ['{"a": "\\"", "id": 9007199254740993}', ['big-integer']],
    ['{"id": 9007199254740991, "x": 1.12345678901234567, "y": 12345678901234567e3}', []],
  ])('%s', (text, expected) => {
    expect(codes(lint(text))).toEqual(expected);
  });

  it('are mended by quotes', () => {
    const text = '{\n  "id": 9007199254740993\n}';
    const [found] = lint(text);
    expect(found).toMatchObject({ line: 2, column: 9, endColumn: 25 });
    expect(found?.fixes?.[0]?.edits[0]?.newText).toBe('"9007199254740993"');
  });
});

describe('filters and arithmetic', () => {
  it.each([
    ['{{ data.items | upcase | json }}', 'filter-arguments'],
    ['{{ data.count | map: "x" | json }}', 'filter-arguments'],
    ['{{ "abc" | truncate: "x" | json }}', 'filter-arguments'],
    ['{{ data.count | plus: "abc" }}', 'filter-arguments'],
    ['{{ data.count | round: 1.5 }}', 'filter-arguments'],
    ['{% for c in data.count %}1{% endfor %}', 'filter-arguments'],
    ['{{ data.count | divided_by: 0 }}', 'not-finite'],
    ['{{ 7.5 | divided_by: data.none }}', 'not-finite'],
    ['{{ data.digits | plus: 0 }}', 'big-integer'],
    ['{{ data.tracker | json }}', 'big-integer'],
    ['{{ data.count | divided_by: 2 }}', 'integer-division'],
    ['{{ data.price | minus: 2.2 }}', 'money-float'],
    ['{% if true %}1{% else %}2{% endif %}', 'unreachable'],
    ['{% if data.count == 1 %}1{% elsif data.count == 1 %}2{% endif %}', 'unreachable'],
    ['{% case data.count %}{% when 1 %}a{% when 2, 1 %}b{% endcase %}', 'unreachable'],
    ['{% case data.count %}{% else %}a{% when 2 %}b{% endcase %}', 'unreachable'],
    ['[{% for i in data.items %}{% break %}1{% endfor %}]', 'unreachable'],
    ['{% capture c %}1{% endcapture %}', 'unused-variable'],
    ['{% ifchanged %}1{% endifchanged %}', 'engine-difference'],
    ['{% assign x? = 1 %}', 'syntax'],
    ['{{ -data.count }}', 'syntax'],
    ['{% case data.count %}{% when %}1{% endcase %}', 'syntax'],
  ])('%s', (text, code) => {
    expect(codes(lint(text))).toContain(code);
  });

  it.each([
    '{{ data.count | divided_by: 2.0 }}',
    '{{ 9.0 | divided_by: 2 }}',
    '{{ data.count | plus: 1 }}',
    '{{ data.price | times: 1.19 | round: 2 }}',
    '{{ data.items | map: "sku" | join: "-" | json }}',
    '{{ data.items | first | json }}',
    '{% assign n = data.count | plus: 1 %}{{ n }}',
    '{% if data.count > 1 and data.price < 5 %}1{% elsif data.count == 0 %}2{% endif %}',
    '{% for i in (1..3) %}{% if i == 2 %}{% continue %}{% endif %}{{ i }}{% endfor %}',
    '{% increment n %}{% assign list = "a,b" | split: "," %}{% for x in list %}{{ x | json }}{{ forloop.index }}{% endfor %}',
  ])('%s is fine', (text) => {
    expect(lint(text)).toEqual([]);
  });

  it('says what other engines do', () => {
    expect(lint('{{ data.count | divided_by: 2 }}')[0]?.engines?.shopify).toMatch(/^Shopify .*\.$/);
    expect(lint('{{ data.payload.task }}')[0]?.engines?.knock).toMatch(/^Knock .*\.$/);
  });
});
