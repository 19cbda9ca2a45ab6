import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Channel, PreviewContext } from '../../../core/contract/index.ts';
import { suggestionsAt } from '../../../renderer/editor/template-completion.ts';
import type { TemplateContext } from '../../../renderer/editor/template-context.ts';
import type {} from '../../support/build-workers.ts';
import { type EngineFixture, openExampleEngine } from '../../support/engine-fixture.ts';
import { monacoNames, textModelOf } from './text-model-double.ts';

// The suggestions are about text; the editor itself needs a page.
vi.mock('../../../renderer/editor/monaco.ts', () => ({ monaco: {} }));

let fixture: EngineFixture;
let channel: Channel;
const samples: PreviewContext[] = [];

beforeAll(async () => {
  fixture = await openExampleEngine();
  const { client } = fixture;
  const documents = await client.call('documents.list', {});
  for (const document of documents) {
    if (document.kind === 'channel') channel = { ...document.value, signing: null, unknownVariables: 'strict' };
  }
  const awkward = {
    'a key': 1,
    ünder: 2,
    '0': 3,
    plain: [{ id: 1, 'x y': 2 }, { id: 2 }],
    empty: [],
    nothing: null,
    size: 9,
  };
  const base = {
    environment: 'development',
    recipient: { collection: 'project_webhooks', id: 'prod-hook' },
    via: { collection: 'projects', id: 'acme' },
    actor: null,
    tenant: null,
    workflow: null,
  };
  samples.push({ ...base, event: { data: awkward } });
  for (const document of documents) {
    if (document.kind !== 'event-type') continue;
    for (const { name } of document.value.examples)
      samples.push({ ...base, event: { type: document.key, sample: name } });
  }
});
afterAll(() => fixture.close());

/** What the editor knows with the first sample. */
async function awkwardSample(): Promise<{ context: PreviewContext; editing: TemplateContext }> {
  const [context] = samples;
  if (context === undefined) throw new Error('no sample');
  return { context, editing: await editingWith(context) };
}

async function editingWith(context: PreviewContext): Promise<TemplateContext> {
  const catalogue = await fixture.client.call('catalogue.get', {});
  const scope = await fixture.client.call('template.scope', { context });
  const actions = { openPartial: () => undefined, format: (text: string) => Promise.resolve(text) };
  return { scope, catalogue, partials: [], previewContext: context, actions };
}

/** What is offered at the end of a text. */
function offered(text: string, context: TemplateContext): string[] {
  const model = textModelOf(text);
  const position = model.getPositionAt(text.length);
  return suggestionsAt(monacoNames, model, position, context)
    .filter(({ kind }) => kind !== monacoNames.languages.CompletionItemKind.Value)
    .map(({ insertText }) => insertText);
}

/** Every path that can be completed to from a text, five steps deep. */
function paths(before: string, context: TemplateContext, path = '', depth = 0): string[] {
  return offered(`${before}{{ ${path}`, context).flatMap((name) => [
    `${path}${name}`,
    ...(depth < 5 ? paths(before, context, `${path}${name}.`, depth + 1) : []),
  ]);
}

it('offers no variable that would not resolve, in any sample', async () => {
  expect(samples.length).toBeGreaterThan(2);
  for (const context of samples) {
    const editing = await editingWith(context);
    const before = [
      '{% assign all = data.plain | where: "id", 1 %}{% assign ids = data.plain | map: "id" %}',
      '{% assign one = data.plain | first %}{% assign n = ids | size %}{% capture text %}x{% endcapture %}',
      '{% for item in all %}',
    ].join('');
    const isAwkward = 'data' in context.event;
    const prefix = isAwkward ? before : '{% for letter in (1..2) %}{% assign again = recipient %}';
    const found = paths(prefix, editing);
    if (isAwkward)
      expect(found).toEqual(
        expect.arrayContaining(['item.id', 'one.id', 'n', 'text', 'forloop.last', 'data.plain.first', 'data.size']),
      );
    else expect(found).toEqual(expect.arrayContaining(['again.url', 'letter', 'data.payload', 'vars']));
    expect(found).not.toContain('data.a key');
    const body = `${prefix}${found.map((path) => `{{ ${path} | json }}`).join('\n')}{% endfor %}`;
    const tried: Channel = { ...channel, bodyFormat: 'text', request: { ...channel.request, body } };
    const { diagnostics, unknownVariables } = await fixture.client.call('template.preview', {
      channel: tried,
      context,
    });
    expect(unknownVariables).toEqual([]);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  }
});

it('offers the properties of a list where a filter asks for one', async () => {
  const { editing } = await awkwardSample();
  expect(offered('{{ data.plain | map: ', editing).slice(0, 2)).toEqual(['"id"', '"x y"']);
  expect(offered('{% assign a = data.plain | sort: "id" | where: "', editing)).toEqual(['id', 'x y']);
  expect(offered('{{ data.plain | map: "id", ', editing)).not.toContain('"id"');
  const texts = suggestionsAt(
    monacoNames,
    textModelOf('{{ data.at | date: '),
    textModelOf('{{ data.at | date: ').getPositionAt(19),
    editing,
  );
  expect(texts[0]?.insertText).toBe('"%Y-%m-%dT%H:%M:%SZ"');
});

it('offers the words that go on from a value, and each of them parses', async () => {
  const { context, editing } = await awkwardSample();
  const places: [before: string, after: string][] = [
    ['{% if data.size ', ' data.size %}x{% endif %}'],
    ['{% for item in data.plain ', ' %}x{% endfor %}'],
    ['{% tablerow item in data.plain ', ' %}x{% endtablerow %}'],
    ['{% case data.size %}{% when 9 ', ' 8 %}x{% endcase %}'],
  ];
  const bodies = places.flatMap(([before, after]) =>
    offered(before, editing).map((word) => `${before}${word}${word.endsWith(': ') ? '1' : ''}${after}`),
  );
  expect(bodies).toHaveLength(16);
  for (const body of bodies) {
    const tried: Channel = { ...channel, bodyFormat: 'text', request: { ...channel.request, body } };
    const { diagnostics } = await fixture.client.call('template.preview', { channel: tried, context });
    expect({ body, errors: diagnostics.filter(({ severity }) => severity === 'error') }).toEqual({ body, errors: [] });
  }
  expect(offered('{{ data.size ', editing)).toEqual([]);
  expect(offered('{{ data.size | json ', editing)).toEqual([]);
  expect(offered('{% if data.size == ', editing)).toEqual(expect.arrayContaining(['data', 'blank', 'true']));
});

it('offers nothing in what is not read as Liquid, and tags without marks in the lines of {% liquid %}', async () => {
  const { editing } = await awkwardSample();
  expect(offered('{% raw %}{{ ', editing)).toEqual([]);
  expect(offered('{% comment %}{% ', editing)).toEqual([]);
  expect(offered('{% raw %}{% endraw %}{{ ', editing)).toContain('data');
  const tags = offered('{% liquid\n  assign total = 1\n  if total > 0\n    ', editing);
  expect(tags).toEqual(expect.arrayContaining(['endif', 'elsif', 'echo', 'assign']));
  expect(tags).not.toEqual(expect.arrayContaining(['endfor']));
  expect(tags).not.toEqual(expect.arrayContaining(['liquid']));
  expect(offered('{% liquid\n  assign total = 1\n  echo ', editing)).toContain('total');
});
