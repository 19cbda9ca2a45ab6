import { describe, expect, test } from 'vitest';
import { defaultConcurrency, type EventType, type WorkspaceSettings } from '../../../../core/contract/index.ts';
import {
  curlSnippet,
  environmentSnippet,
  nodeSnippet,
  type SnippetTrigger,
  snippetTrigger,
} from '../../../../renderer/features/knock-api/snippets.ts';

const baseUrl = 'http://127.0.0.1:47180';
const tricky: SnippetTrigger = {
  workflow: "it's",
  recipients: [{ collection: 'projects', id: 'acme' }, 'ada'],
  data: {
    'event-type': 'a "quoted" thing',
    payload: {
      text: "an apostrophe ' a back\\slash, a line\nbreak and `ticks`",
      list: [1, null, true, {}, []],
      long: 'x'.repeat(80),
    },
  },
};

test('the Node snippet is code that triggers exactly that', async () => {
  const calls: unknown[] = [];
  class Knock {
    readonly options: unknown;
    constructor(options: unknown) {
      this.options = options;
    }
    workflows = { trigger: async (...call: unknown[]) => calls.push(this.options, ...call) };
  }
  const code = nodeSnippet(baseUrl, tricky).replace(/^import .*\n/, '');
  const run = new Function('Knock', 'process', `return (async () => { ${code} })()`);
  await run(Knock, { env: { KNOCK_API_KEY: 'key' } });
  const { workflow, ...body } = tricky;
  expect(calls).toEqual([{ baseURL: baseUrl, apiKey: 'key' }, workflow, body]);
});

test('the curl snippet sends exactly that', () => {
  const snippet = curlSnippet(baseUrl, tricky);
  expect(snippet).toContain(`curl ${baseUrl}/v1/workflows/it's/trigger`);
  // What a POSIX shell makes of the quoted text.
  const quoted = snippet.slice(snippet.indexOf(" -d '") + 4).trim();
  const text = quoted.slice(1, -1).replaceAll("'\\''", "'");
  const { workflow: _, ...body } = tricky;
  expect(JSON.parse(text)).toEqual(body);
});

test('the lines for the environment are what the SDK reads', () => {
  expect(environmentSnippet(baseUrl, 'k')).toBe(`KNOCK_BASE_URL=${baseUrl}\nKNOCK_API_KEY=k`);
});

describe('the trigger that is shown', () => {
  const settings: WorkspaceSettings = {
    schemaVersion: 1,
    name: 'W',
    projectCollection: 'projects',
    webhookCollection: 'hooks',
    eventTypeField: 'kind',
    payloadField: 'body',
    eventTypesProperty: 'kinds',
  };
  const type = (payload: EventType['examples'][number]['payload']): { key: string; value: EventType } => ({
    key: 'paid',
    value: { description: '', schema: {}, examples: [{ name: 'One', payload }] },
  });
  const setup = {
    workflow: 'w',
    recipients: ['ada'],
    event: { type: 'paid', sample: 'One' },
    concurrency: defaultConcurrency,
  };

  test("has a sample under the workspace's own names", () => {
    expect(snippetTrigger(setup, [type({ n: 1 })], settings)).toEqual({
      workflow: 'w',
      recipients: ['ada'],
      data: { kind: 'paid', body: { n: 1 } },
    });
  });

  test('keeps the digits that the sample was typed with', () => {
    const [{ value, ...rest }] = [type({ id: 9007199254740992 })];
    const examples = value.examples.map((example) => ({ ...example, text: '{"id": 9007199254740993}' }));
    const trigger = snippetTrigger(setup, [{ ...rest, value: { ...value, examples } }], settings);
    expect(curlSnippet(baseUrl, trigger)).toContain('"id": 9007199254740993');
  });

  test('leaves out a payload that would hide the call, and does without what is not there', () => {
    expect(snippetTrigger(setup, [type({ text: 'x'.repeat(1000) })], settings).data).toEqual({
      kind: 'paid',
      body: {},
    });
    expect(snippetTrigger({ ...setup, workflow: '', event: { data: {} } }, [], settings)).toEqual({
      workflow: 'your-workflow',
      recipients: ['ada'],
      data: {},
    });
  });
});
