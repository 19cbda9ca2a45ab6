import { describe, expect, it } from 'vitest';
import type { StoredDocument } from '../../../../../core/contract/index.ts';
import { channelListRows, rowIdOf } from '../../../../../renderer/features/channel-studio/channel-list-rows.ts';
import { usesOfPartial } from '../../../../../renderer/features/channel-studio/partials/partial-uses.ts';
import { applyChange, loadedDocuments } from '../../../../../renderer/stores/documents.ts';

const partial = (key: string, content: string) =>
  ({ kind: 'partial', key, revision: 1, value: { name: key.toUpperCase(), content } }) as const;
const channel = {
  kind: 'channel',
  key: 'hook',
  revision: 1,
  value: {
    name: 'Hook',
    request: {
      url: '',
      headers: [{ key: 'x', value: "{%- render 'item' -%}" }],
      query: [],
      body: '{\n  {% render "item", a: 1 %}, {% render "items" %}\n{% liquid\n  render "item"\n%}}',
    },
    signing: null,
  },
} as unknown as Extract<StoredDocument, { kind: 'channel' }>;
const documents: StoredDocument[] = [channel, partial('item', ''), partial('list', "{% render 'item' %}")];

describe('where a partial is used', () => {
  it('is found in every text of channels and partials, with its place', () => {
    const found = usesOfPartial(documents, 'item').map(({ kind, key, field, place }) => [
      `${kind}/${key} ${field}`,
      `${place.line}:${place.column}-${place.endColumn}`,
    ]);
    expect(found).toEqual([
      ['channel/hook headers.0', '1:5-18'],
      ['channel/hook body', '2:6-19'],
      ['channel/hook body', '4:3-16'],
      ['partial/list content', '1:4-17'],
    ]);
    expect(usesOfPartial(documents, 'it')).toEqual([]);
  });

  it('is found in the templates of steps', () => {
    const template = {
      method: 'post',
      url: '',
      headers: `{"x": "{% render 'item' %}"}`,
      body: "\n{% render 'item' %}",
    };
    const unreadable = { ...template, headers: "{% render 'item' %}" };
    const steps = [
      { ref: 'http_1', type: 'channel', channel_key: 'hook' },
      { ref: 'http_2', type: 'channel', channel_key: 'hook', template },
      { ref: 'http_3', type: 'channel', channel_key: 'hook', template: unreadable },
    ];
    const workflow = { kind: 'workflow', key: 'events', revision: 1, value: { name: 'Events', steps } } as const;
    const found = usesOfPartial([workflow as unknown as StoredDocument], 'item');
    expect(found.map(({ kind, key, field, place }) => `${kind}/${key} ${field} ${place.line}:${place.column}`)).toEqual(
      [
        'step/events/http_2 headers.0 1:4',
        'step/events/http_2 body 2:4',
        'step/events/http_3 headers 1:4',
        'step/events/http_3 body 2:4',
      ],
    );
  });

  it('is found by line in a text with many of them', () => {
    const many = partial('many', "{% render 'item' %}\n".repeat(20_000));
    const uses = usesOfPartial([many], 'item');
    expect(uses).toHaveLength(20_000);
    expect(uses.at(-1)?.place).toEqual({ line: 20_000, column: 4, endLine: 20_000, endColumn: 17 });
    expect(usesOfPartial([{ ...many }], 'item')).toEqual(uses);
  });
});

describe('the side list', () => {
  const state = loadedDocuments(documents);
  const whole = { filter: '', isFolded: false };

  it('has the partials under the channels, with how often they are used', () => {
    const rows = channelListRows(state, whole);
    expect(rows.map(rowIdOf)).toEqual(['channel:hook', 'heading:partials', 'partial:item', 'partial:list']);
    expect(rows.flatMap((row) => (row.kind === 'partial' ? [row.useCount] : []))).toEqual([4, 0]);
  });

  it('folds and narrows', () => {
    expect(channelListRows(state, { ...whole, isFolded: true }).map(rowIdOf)).toEqual([
      'channel:hook',
      'heading:partials',
    ]);
    expect(channelListRows(state, { ...whole, filter: ' LIST' }).map(rowIdOf)).toEqual([
      'heading:partials',
      'partial:list',
    ]);
    expect(channelListRows(loadedDocuments([channel]), whole).map(rowIdOf)).toEqual(['channel:hook']);
  });

  it('says the same when a body changes that is not shown', () => {
    const { request } = channel.value;
    const typedInto = { ...channel, revision: 2, value: { ...channel.value, request: { ...request, url: '/typed' } } };
    const after = applyChange(state, { kind: 'channel', key: 'hook', document: typedInto, origin: 'command' });
    expect(after).not.toBe(state);
    expect(channelListRows(after, whole)).toEqual(channelListRows(state, whole));
  });
});
