import { expect, it } from 'vitest';
import { formatTemplate, reflowJson, shapeOfScopes } from '../../../../core/template/index.ts';
import { diagnose, inspect, templatesWith } from '../template-fixture.ts';

const shape = shapeOfScopes([{ data: { a: 'x', items: [1] } }]);
const numbered = (count: number, write: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => write(index)).join('');

/** Every one of these must end, with findings that are bounded in number and stand inside the text. */
it.each<[string, string, number]>([
  ['1 MB of outputs', '{{ data.a | json }},'.repeat(50_000), 0],
  ['10,000 lines', '{"a": {{ data.a | json }}},\n'.repeat(10_000), 0],
  ['10,000 unknown filters', '{{ data.a | upcas }}\n'.repeat(10_000), 201],
  ['10,000 unknown variables', '{{ data.b }}\n'.repeat(10_000), 201],
  ['10,000 blocks without an end', '{% if data.a %}\n'.repeat(10_000), 200],
  ['10,000 ends without a block', '{% endfor %}'.repeat(10_000), 200],
  ['ends of other blocks', `${'{% if data.a %}'.repeat(5_000)}${'{% endfor %}'.repeat(5_000)}`, 200],
  ['20,000 blocks in each other', `${'{% if data.a %}'.repeat(20_000)}${'{% endif %}'.repeat(20_000)}`, 1],
  ['20,000 branches', `{% case data.a %}${'{% when "x" %}1'.repeat(20_000)}{% endcase %}`, 201],
  [
    '20,000 elsif',
    `{% if data.a == 0 %}${numbered(20_000, (index) => `{% elsif data.a == ${index} %}x`)}{% endif %}`,
    1,
  ],
  ['20,000 names', numbered(20_000, (index) => `{% assign v${index} = data.a %}`), 201],
  ['50,000 steps of a path', `{{ a${'.b'.repeat(50_000)} }}`, 2],
  ['3,000 brackets in each other', `{{ a${'[a'.repeat(3_000)}${']'.repeat(3_000)} }}`, 201],
  ['an output that never ends', `{{ data.a${' '.repeat(1_000_000)}`, 1],
  ['raw that never ends', `{% raw %}${'x'.repeat(1_000_000)}`, 1],
  ['20,000 times raw', '{% raw %}{{{% endraw %}'.repeat(20_000), 0],
  ['comments in each other', '{% comment %}'.repeat(20_000), 200],
  ['a text of 1 MB', `{{ "${'a'.repeat(1_000_000)}" | json }}`, 0],
  ['NUL and half characters', '{{ "\u0000\ud800" }}\u0000{% \u0000 %}', 1],
  ['2 MB and more', `{{ a }}${'x'.repeat(2_000_000)}`, 1],
])('%s', (_name, text, most) => {
  const templates = templatesWith();
  const findings = templates.lintText({ field: 'body', text, isJson: true, shape, unknownVariables: 'lenient' });
  expect(findings.length).toBeLessThanOrEqual(most);
  if (most > 0) expect(findings.length).toBeGreaterThan(0);
  const lines = text.split('\n').length;
  for (const { line, endLine, column, message } of findings) {
    expect(line <= endLine && endLine <= lines && column > 0).toBe(true);
    expect(message.length).toBeLessThan(100_300);
  }
  expect(formatTemplate(text).length).toBeLessThan(text.length * 2 + 10);
  const reflowed = reflowJson(text);
  if (reflowed !== null) expect(reflowed.length).toBeLessThan(text.length * 60);
  expect(() => templates.symbols(text, shape)).not.toThrow();
});

it('names the limit that was hit at its place, also where it is hit in rendering', () => {
  const findings = diagnose({ request: { body: 'ok\n{% for i in (1..100000000) %}{% endfor %}' } });
  expect(findings).toMatchObject([{ code: 'limit-exceeded', line: 2, column: 13 }]);
});

it('maps a rendering of 1 MB', () => {
  const body = '{{ a }} '.repeat(60_000);
  const { result, fields } = inspect({ request: { body } }, { a: '0123456789' });
  const map = fields().find(({ field }) => field === 'body');
  expect(result.ok && result.request.body.length).toBe(map?.output.length);
  expect(map?.spans).toHaveLength(120_000);
});
