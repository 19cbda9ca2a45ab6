import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Channel, WorkspaceProblem } from '../../../core/contract/index.ts';
import { type EngineFixture, openExampleEngine } from '../../support/engine-fixture.ts';

let fixture: EngineFixture;
let channel: Channel;

beforeAll(async () => {
  fixture = await openExampleEngine({ checkTemplates: true });
  for (const document of await fixture.client.call('documents.list', {})) {
    if (document.kind === 'channel') channel = document.value;
  }
});
afterAll(() => fixture.close());

/** The next list of problems for which the condition holds. */
function problemsWhen(holds: (problems: readonly WorkspaceProblem[]) => boolean): Promise<readonly WorkspaceProblem[]> {
  return new Promise((resolve) => {
    const stop = fixture.client.on('workspace.problems', (problems) => {
      if (!holds(problems)) return;
      stop();
      resolve(problems);
    });
  });
}

const put = (kind: 'channel' | 'partial', key: string, value: unknown) =>
  fixture.client.call('documents.put', { kind, key, value, baseRevision: null });
const withBody = (body: string, patch: Partial<Channel['request']> = {}): Channel => ({
  ...channel,
  request: { ...channel.request, body, ...patch },
});

it('lists what is wrong in channels and partials as they change, and takes it away again', async () => {
  expect(await fixture.client.call('workspace.problems', {})).toEqual([]);

  const broken = problemsWhen((problems) => problems.some(({ file }) => file.startsWith('partials/')));
  await put(
    'channel',
    'customer-webhook',
    withBody('{\n  "a": {{ recipient.nme | json }},\n  "b": {{ data.payload.task.title | json }}\n}'),
  );
  await put('partial', 'item', { name: 'Item', content: '{% if a %}' });
  const found = await broken;
  expect(
    found.map(({ severity, file, line, column, template }) => [severity, file, line, column, template?.field]),
  ).toEqual([
    ['error', 'channels/customer-webhook/body.liquid', 2, 11, 'body'],
    // Strict: with events that have no task nothing would be sent.
    ['error', 'channels/customer-webhook/body.liquid', 3, 11, 'body'],
    ['error', 'partials/item/content.liquid', 1, 1, 'content'],
  ]);
  expect(found[0]?.template).toEqual({
    kind: 'channel',
    key: 'customer-webhook',
    revision: expect.any(Number),
    code: 'unknown-variable',
    field: 'body',
    line: 2,
    column: 11,
    endLine: 2,
    endColumn: expect.any(Number),
  });
  expect(found[0]?.message).toContain('recipient.nme');
  expect(found[1]?.message).toMatch(/With project\.created/);

  const lenient = problemsWhen((problems) => problems.every(({ file }) => file.startsWith('channels/')));
  await put('channel', 'customer-webhook', {
    ...withBody('{"b": {{ data.payload.task.title | json }}, "c": {{ recipient.nme | json }}}'),
    unknownVariables: 'lenient',
  });
  await fixture.client.call('documents.remove', { kind: 'partial', key: 'item' });
  // A value that one of the event types has is no mistake of the template; one that none has is.
  expect((await lenient).map(({ severity, line, column }) => [severity, line, column])).toEqual([['warning', 1, 53]]);

  const clean = problemsWhen((problems) => problems.length === 0);
  await put('channel', 'customer-webhook', channel);
  expect(await clean).toEqual([]);
});

it('tells of unknown variables also where the text cannot be rendered at all', async () => {
  const found = problemsWhen((problems) => problems.length > 1);
  await put('channel', 'customer-webhook', withBody('{"a": {{ recipient.nme | json }},\n"b": {{ 1 | upcse }}}'));
  expect((await found).map(({ severity, line, template }) => [severity, line, template?.code])).toEqual([
    // As they are found: what the text says by itself before what a sample's scope tells.
    ['error', 2, 'unknown-filter'],
    ['error', 1, 'unknown-variable'],
  ]);
  const mended = problemsWhen((problems) => problems.length === 0);
  await put('channel', 'customer-webhook', channel);
  await mended;
});

it('tells of a name that no event type has, also where the others never come to its place', async () => {
  const body =
    '{ {% if data.payload.task %}"a": {{ data.payload.task.titel | json }}, "b": {{ data.payload.task.completed_at | json }}{% endif %} }';
  const wrong = problemsWhen((problems) => problems.length > 0);
  await put('channel', 'customer-webhook', { ...withBody(body), unknownVariables: 'lenient' });
  expect((await wrong).map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^"data\.payload\.task\.titel" is not known here and renders empty\. Did you mean .* With task/,
    ),
  ]);
  const clean = problemsWhen((problems) => problems.length === 0);
  await put('channel', 'customer-webhook', channel);
  expect(await clean).toEqual([]);
});

it('tells how a finding can be mended, as the editor of its text does', async () => {
  const wrong = problemsWhen((problems) => problems.some(({ template }) => template?.code === 'json-missing'));
  await put('channel', 'customer-webhook', withBody('{"a": {{ recipient.name }}}'));
  const found = (await wrong).find(({ template }) => template?.code === 'json-missing');
  expect(found?.template?.fixes).toMatchObject([{ title: 'Add "| json"', edits: [{ newText: ' | json' }] }]);
  const clean = problemsWhen((problems) => problems.length === 0);
  await put('channel', 'customer-webhook', channel);
  expect(await clean).toEqual([]);
});

it('forgets a channel that is deleted, and goes on with the others', async () => {
  const both = problemsWhen((problems) => new Set(problems.map(({ file }) => file)).size === 2);
  await put('channel', 'another', withBody('{"a": {{ recipient.nme | json }}}'));
  await put('channel', 'customer-webhook', withBody('{"a": {{ recipient.nme | json }}}'));
  await both;
  const gone = problemsWhen((problems) => problems.every(({ file }) => file.includes('customer-webhook')));
  await fixture.client.call('documents.remove', { kind: 'channel', key: 'another' });
  expect(await gone).toHaveLength(1);
  const clean = problemsWhen((problems) => problems.length === 0);
  await put('channel', 'customer-webhook', channel);
  expect(await clean).toEqual([]);
});

it('lists what is wrong in the request that a step has of its own, and forgets it with the step', async () => {
  const { client } = fixture;
  const documents = await client.call('documents.list', {});
  const workflow = documents.find(({ kind }) => kind === 'workflow');
  if (workflow?.kind !== 'workflow') throw new Error('the example has no workflow');
  const { key } = workflow;
  const template = { method: 'post', url: '{{ recipient.url }}', body: '{"a": {{ recipient.nme | json }}}' };
  const steps = workflow.value.steps.map((step) => ({ ...step, template }));
  const putSteps = (value: object) =>
    client.call('documents.put', { kind: 'workflow', key, value: { ...workflow.value, ...value }, baseRevision: null });
  const wrong = problemsWhen((problems) => problems.length > 0);
  await putSteps({ steps });
  const [found] = await wrong;
  expect(found).toMatchObject({
    severity: 'error',
    file: `workflows/${key}/workflow.json`,
    template: { kind: 'step', key: `${key}/http_1`, field: 'body', line: 1, column: 10 },
  });
  const gone = problemsWhen((problems) => problems.length === 0);
  await putSteps({ steps: [] });
  expect(await gone).toEqual([]);
  await putSteps({});
});

it('tells the first finding of a long check at once, not only when all have been looked at', async () => {
  const keys = ['one', 'three', 'two'];
  const told: number[] = [];
  const stop = fixture.client.on('workspace.problems', (problems) => {
    told.push(new Set(problems.map(({ file }) => file)).size);
  });
  const all = problemsWhen((problems) => new Set(problems.map(({ file }) => file)).size === keys.length);
  await Promise.all(keys.map((key) => put('channel', key, withBody('{"a": {{ recipient.nme | json }}}'))));
  await all;
  stop();
  expect(told).toEqual([1, 3]);
  const clean = problemsWhen((problems) => problems.length === 0);
  await Promise.all(keys.map((key) => fixture.client.call('documents.remove', { kind: 'channel', key })));
  expect(await clean).toEqual([]);
});

it('looks again when a secret gets its value', async () => {
  const documents = await fixture.client.call('documents.list', {});
  const environment = documents.find(({ kind, key }) => kind === 'environment' && key === 'development');
  if (environment?.kind !== 'environment') throw new Error('the example has no such environment');
  const { prod_hook_key: value = '', ...variables } = environment.value.variables;
  const missing = problemsWhen((problems) => problems.some(({ message }) => message.includes('renders to nothing')));
  await fixture.client.call('documents.put', {
    kind: 'environment',
    key: 'development',
    value: { ...environment.value, variables, secrets: ['prod_hook_key'] },
    baseRevision: null,
  });
  await missing;
  const clean = problemsWhen((problems) => problems.length === 0);
  await fixture.client.call('secrets.set', { environment: 'development', name: 'prod_hook_key', value });
  expect(await clean).toEqual([]);
});

it('tells of a channel that fails for some recipients only, and for whom', async () => {
  const object = (id: string) => ({ collection: 'project_webhooks', id });
  const hook = await fixture.client.call('objects.get', { environment: 'development', object: object('prod-hook') });
  if (hook === null) throw new Error('the example has no such webhook');
  const found = problemsWhen((problems) => problems.some(({ message }) => message.includes('recipient.limits')));
  await fixture.client.call('objects.put', {
    environment: 'development',
    object: { ...hook, id: 'zz-last', properties: { ...hook.properties, limits: null } },
  });
  await put('channel', 'customer-webhook', withBody('{"a": {{ recipient.limits | size | json }}}'));
  const [problem] = await found;
  expect(problem?.severity).toBe('error');
  expect(problem?.message).toMatch(/for project_webhooks\/audit-log \(development\) and 4 more recipients\.$/);
  const onlyTheLast = problemsWhen((problems) => problems.some(({ message }) => message.includes('zz-last')));
  await put(
    'channel',
    'customer-webhook',
    withBody('{"a": {% if recipient.name == "Last" %}{{ 1 | divided_by: recipient.quota }}{% else %}2{% endif %}}'),
  );
  await fixture.client.call('objects.put', {
    environment: 'development',
    object: { ...hook, id: 'zz-last', properties: { ...hook.properties, name: 'Last', quota: 0 } },
  });
  const [last, ...others] = await onlyTheLast;
  expect(others).toEqual([]);
  expect(last?.message).toMatch(/for project_webhooks\/zz-last \(development\)\.$/);
  await fixture.client.call('objects.remove', { environment: 'development', objects: [object('zz-last')] });
  const clean = problemsWhen((problems) => problems.length === 0);
  await put('channel', 'customer-webhook', channel);
  expect(await clean).toEqual([]);
}, 60_000);

it('renders a template that runs into a limit once, not for every recipient', async () => {
  const found = problemsWhen((problems) => problems.length > 0);
  const endless = '{% for a in (1..5000) %}{% for b in (1..9000) %}{% endfor %}{% endfor %}';
  await put('channel', 'customer-webhook', withBody(`{"a": 1}${endless}`));
  const [problem, ...others] = await found;
  expect(others).toEqual([]);
  expect(problem?.message).toMatch(/longer than 1 second.* for project_webhooks\/audit-log \(development\)\.$/);
  const clean = problemsWhen((problems) => problems.length === 0);
  await put('channel', 'customer-webhook', channel);
  expect(await clean).toEqual([]);
}, 60_000);

it('lets another environment stand for one without webhooks', async () => {
  const window = new AbortController();
  const follow = async () => {
    const stream = fixture.client.stream(
      'environment.follow',
      { environment: 'production' },
      { signal: window.signal },
    );
    for await (const _ of stream);
  };
  const found = problemsWhen((problems) => problems.some(({ message }) => message.includes('recipient.nme')));
  const following = follow();
  await put('channel', 'customer-webhook', withBody('{"a": {{ recipient.nme | json }}}'));
  const [problem, ...others] = await found;
  expect(others).toEqual([]);
  expect(problem?.message).toContain('(development)');
  window.abort();
  await following.catch(() => undefined);
  const clean = problemsWhen((problems) => problems.length === 0);
  await put('channel', 'customer-webhook', channel);
  expect(await clean).toEqual([]);
}, 60_000);

it('checks with the environments that windows have chosen, for as long as they are there', async () => {
  await fixture.client.call('objects.put', {
    environment: 'production',
    object: {
      collection: 'project_webhooks',
      id: 'live',
      properties: { ...(await liveProperties()), plan: 'gold', signing_key: 'a-key-of-its-own' },
    },
  });
  const [window, other] = [new AbortController(), new AbortController()];
  const follow = async (environment: string, signal: AbortSignal) => {
    for await (const _ of fixture.client.stream('environment.follow', { environment }, { signal }));
  };
  const inDevelopment = problemsWhen((problems) => problems.some(({ message }) => message.includes('(development)')));
  await put('channel', 'customer-webhook', withBody('{"a": {{ recipient.plan | json }}}'));
  await inDevelopment;
  // The webhooks of production have it all.
  const none = problemsWhen((problems) => problems.length === 0);
  const first = follow('production', window.signal).catch(() => undefined);
  await none;
  const both = problemsWhen((problems) => problems.length > 0);
  const second = follow('development', other.signal).catch(() => undefined);
  expect((await both)[0]?.message).toContain('project_webhooks/audit-log (development)');
  const left = problemsWhen((problems) => problems.length === 0);
  other.abort();
  await left;
  const again = problemsWhen((problems) => problems.some(({ message }) => message.includes('(development)')));
  window.abort();
  await again;
  await Promise.all([first, second]);
}, 60_000);

async function liveProperties() {
  const { client } = fixture;
  const object = { collection: 'project_webhooks', id: 'prod-hook' };
  return (await client.call('objects.get', { environment: 'development', object }))?.properties ?? {};
}

it('tells how much is left of a check that takes its time, and when it is done', async () => {
  const told: number[] = [];
  const done = new Promise<void>((resolve) => {
    const stop = fixture.client.on('templates.checking', ({ left }) => {
      told.push(left);
      if (left > 0) return;
      stop();
      resolve();
    });
  });
  const slow = withBody('[{% for i in (1..5000) %}{{ i }},{% endfor %}0]');
  const keys = Array.from({ length: 5 }, (_, index) => `slow-${index}`);
  for (const key of keys) await put('channel', key, slow);
  await done;
  expect(told.length).toBeGreaterThan(1);
  expect(told).toEqual(told.toSorted((one, other) => other - one));
  for (const key of keys) await fixture.client.call('documents.remove', { kind: 'channel', key });
}, 60_000);

it('tells of one text 200 findings at most, errors before warnings', async () => {
  const told = problemsWhen((problems) => problems.length >= 200);
  const lines = ['{{ payload }}'.repeat(150), ...Array.from({ length: 300 }, () => '{{ payload | gone | json }}')];
  await put('channel', 'customer-webhook', withBody(`[${lines.join('\n,')}]`));
  const problems = await told;
  expect(problems).toHaveLength(200);
  expect(problems.every(({ severity }) => severity === 'error')).toBe(true);
});
