import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { channel, filesWith, makeWorkspaceFolder, open, snapshot, systemError } from './workspace-fixture.ts';

describe('what cannot be taken in', () => {
  const scenario = {
    actor: null,
    clock: 'virtual',
    description: '',
    environment: 'development',
    event: { type: 'task.done', sample: 'One' },
    expectations: [],
    name: 'S',
    receivers: [],
    recipients: ['ada'],
    seed: 1,
    tenant: null,
    workflow: 'w',
  };
  const workflow = { name: 'W', steps: [] };
  const eventType = { description: '', schema: {}, examples: [{ name: 'One', payload: {} }] };

  const cases: [title: string, files: Record<string, unknown>, expected: object][] = [
    [
      'broken JSON, with its place',
      { 'environments/staging.json': '{\n  "name": "Staging",\n  "variables": {},\n}\n' },
      {
        file: 'environments/staging.json',
        severity: 'error',
        line: 4,
        column: 1,
        message: expect.stringContaining('Expected a name in double quotes, found "}"'),
      },
    ],
    [
      'an empty file',
      { 'environments/staging.json': '' },
      {
        file: 'environments/staging.json',
        line: 1,
        column: 1,
        message: expect.stringContaining('The file ends where a value was expected'),
      },
    ],
    [
      'a field that is missing',
      { 'environments/staging.json': '{}' },
      { file: 'environments/staging.json', field: 'name', message: '"name" is missing; it must be text.' },
    ],
    [
      'a field that is missing and may be of several kinds',
      { 'scenarios/s.json': { ...scenario, clock: undefined } },
      { file: 'scenarios/s.json', field: 'clock', message: '"clock" is missing.' },
    ],
    [
      'a value of another type, with its field and place',
      { 'environments/staging.json': { name: 'Staging', variables: { a: 5 }, secrets: [] } },
      {
        file: 'environments/staging.json',
        field: 'variables.a',
        line: 4,
        column: 5,
        message: '"variables.a" must be text, not a number.',
      },
    ],
    [
      'an unknown field, by name',
      { 'environments/staging.json': { name: 'Staging', variables: {}, secrets: [], colour: 'red' } },
      {
        file: 'environments/staging.json',
        field: 'colour',
        line: 5,
        message: 'Unknown field "colour". Remove it, or correct its spelling.',
      },
    ],
    [
      'a name that is there twice',
      { 'environments/staging.json': '{"name": "A", "secrets": [], "variables": {"a": "1", "a": "2"}}' },
      {
        file: 'environments/staging.json',
        field: 'variables.a',
        line: 1,
        column: 54,
        message: expect.stringContaining('"a" is there twice'),
      },
    ],
    [
      'an object id that is there twice',
      { 'data/development/objects/projects.json': '{\n  "acme": {},\n  "acme": {"name": "Acme"}\n}\n' },
      {
        file: 'data/development/objects/projects.json',
        field: 'acme',
        line: 3,
        column: 3,
        message: expect.stringContaining('is there twice'),
      },
    ],
    [
      'an object that is no object',
      { 'data/development/objects/projects.json': '{\n  "acme": "Acme"\n}\n' },
      {
        file: 'data/development/objects/projects.json',
        field: 'acme',
        line: 2,
        message: expect.stringContaining('must be an object of properties'),
      },
    ],
    [
      'a subscriber that is no recipient',
      { 'data/development/subscriptions.json': '{"projects/acme": {"ada": null}}' },
      {
        file: 'data/development/subscriptions.json',
        field: 'projects/acme.ada',
        message: expect.stringContaining('write "<collection>/<id>" or "user:<id>"'),
      },
    ],
    [
      'two files for one key',
      { 'event-types/A.json': eventType, 'event-types/%41.json': eventType },
      {
        file: 'event-types/A.json',
        severity: 'error',
        message: expect.stringContaining('same key as "event-types/%41.json"'),
      },
    ],
    [
      'two files that differ only in case',
      { 'event-types/a.json': eventType, 'event-types/A.json': eventType },
      {
        file: 'event-types/A.json',
        severity: 'error',
        message: expect.stringContaining('the same file on Windows and macOS'),
      },
    ],
    [
      'a key that cannot be one',
      { 'scenarios/My Scenario.json': scenario },
      {
        file: 'scenarios/My Scenario.json',
        severity: 'error',
        message: expect.stringContaining('"My Scenario" cannot be a key: use lower-case letters'),
      },
    ],
    [
      'a file of another kind',
      { 'receivers/notes.txt': 'x' },
      {
        file: 'receivers/notes.txt',
        severity: 'warning',
        message: expect.stringContaining('only .json files are read here'),
      },
    ],
    [
      'a text file that is missing',
      {
        'channels/hook/channel.json': {
          ...channel,
          request: { ...channel.request, body: undefined, 'body@': 'body.liquid' },
        },
      },
      {
        file: 'channels/hook/channel.json',
        field: 'request.body@',
        line: 15,
        message: expect.stringContaining('"body.liquid" does not exist'),
      },
    ],
    [
      'a text file outside of the folder',
      {
        'channels/hook/channel.json': {
          ...channel,
          request: { ...channel.request, body: undefined, 'body@': '../../secret.txt' },
        },
        'secret.txt': 'x',
      },
      { field: 'request.body@', message: expect.stringContaining('"../../secret.txt" leads out of channels/hook') },
    ],
    [
      'an absolute text file',
      {
        'channels/hook/channel.json': {
          ...channel,
          request: { ...channel.request, body: undefined, 'body@': '/etc/hostname' },
        },
      },
      { field: 'request.body@', message: expect.stringContaining('must be a path relative to this file') },
    ],
    [
      'an inline text beside a reference',
      {
        'channels/hook/channel.json': { ...channel, request: { ...channel.request, 'body@': 'body.liquid' } },
        'channels/hook/body.liquid': 'x',
      },
      { severity: 'warning', field: 'request.body@', message: expect.stringContaining('the inline value counts') },
    ],
    [
      'a folder without its main file',
      { 'channels/hook/body.liquid': 'x' },
      { file: 'channels/hook', severity: 'warning', message: expect.stringContaining('has no channel.json') },
    ],
    [
      'a number with too many digits',
      {
        'workflows/w/workflow.json': JSON.stringify({
          ...workflow,
          trigger_data_json_schema: { maximum: '@' },
        }).replace('"@"', '9007199254740993'),
      },
      {
        severity: 'warning',
        field: 'trigger_data_json_schema.maximum',
        message: expect.stringContaining('9007199254740993'),
      },
    ],
    [
      'a workflow step with a channel that does not exist',
      { 'workflows/w/workflow.json': { name: 'W', steps: [{ ref: 'http_1', type: 'channel', channel_key: 'hook' }] } },
      {
        severity: 'warning',
        file: 'workflows/w/workflow.json',
        field: 'steps.0.channel_key',
        line: 7,
        message: expect.stringContaining('The channel "hook" is missing: there is no channels/hook/channel.json'),
      },
    ],
    [
      'a workflow step with a request of its own that cannot be read',
      {
        'workflows/w/workflow.json': {
          name: 'W',
          steps: [
            {
              ref: 'http_1',
              type: 'channel',
              channel_key: 'hook',
              template: { method: 'post', url: 'https://a.example', headers: '["x-a"]' },
            },
          ],
        },
      },
      {
        severity: 'error',
        field: 'steps.0.template.headers',
        line: 11,
        message: expect.stringContaining('No message can be sent for the step "http_1"'),
      },
    ],
    [
      'a channel step without a channel',
      { 'workflows/w/workflow.json': { name: 'W', steps: [{ ref: 'http_1', type: 'channel' }] } },
      { severity: 'error', field: 'steps.0.channel_key' },
    ],
    [
      'a scenario of a workflow that does not exist',
      { 'scenarios/s.json': scenario, 'event-types/task.done.json': eventType },
      { field: 'workflow', message: expect.stringContaining('The workflow "w" is missing') },
    ],
    [
      'a scenario with an event type that does not exist',
      { 'scenarios/s.json': scenario, 'workflows/w/workflow.json': workflow },
      { field: 'event.type', message: expect.stringContaining('The event type "task.done" is missing') },
    ],
    [
      'a scenario with a sample that does not exist',
      {
        'scenarios/s.json': { ...scenario, event: { type: 'task.done', sample: 'Two' } },
        'workflows/w/workflow.json': workflow,
        'event-types/task.done.json': eventType,
      },
      { field: 'event.sample', message: expect.stringContaining('has no example "Two" (it has "One")') },
    ],
    [
      'a scenario with a receiver and an environment that do not exist',
      {
        'scenarios/s.json': { ...scenario, receivers: ['r'], environment: 'e' },
        'workflows/w/workflow.json': workflow,
        'event-types/task.done.json': eventType,
      },
      { field: 'receivers.0', message: expect.stringContaining('The receiver "r" is missing') },
    ],
    [
      'a reference to a file that cannot be read',
      {
        'workflows/w/workflow.json': { name: 'W', steps: [{ ref: 'http_1', type: 'channel', channel_key: 'hook' }] },
        'channels/hook/channel.json': '{',
      },
      { field: 'steps.0.channel_key', message: expect.stringContaining('channels/hook/channel.json cannot be read') },
    ],
    [
      'data without an environment',
      { 'data/staging/users.json': { ada: {} } },
      { file: 'data/staging', severity: 'warning', message: expect.stringContaining('no environments/staging.json') },
    ],
  ];

  test.each(cases)('%s is named; the rest opens and every file stays as it is', async (_title, files, expected) => {
    const path = await makeWorkspaceFolder(files);
    const before = await snapshot(path);
    const { workspace } = await open(path);
    expect(workspace.problems()).toContainEqual(expect.objectContaining(expected));
    expect(workspace.get('environment', 'development')?.value.name).toBe('Development');
    expect(await snapshot(path)).toEqual(before);
  });

  test('a broken document is absent, and saving under its key is refused', async () => {
    const path = await makeWorkspaceFolder({ 'environments/staging.json': '{ broken' });
    const { workspace } = await open(path);
    expect(workspace.get('environment', 'staging')).toBeNull();
    const saving = workspace.put('environment', 'staging', { name: 'New', variables: {}, secrets: [] }, null);
    await expect(saving).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('environments/staging.json'),
    });
    await expect(workspace.remove('environment', 'staging')).rejects.toMatchObject({ code: 'conflict' });
    expect((await snapshot(path))['environments/staging.json']).toBe('{ broken');
  });

  test('broken data is absent, and saving into it is refused', async () => {
    const path = await makeWorkspaceFolder({ 'data/development/users.json': '{"ada": {}' });
    const { workspace } = await open(path);
    const data = workspace.data('development');
    expect([...data.users()]).toEqual([]);
    await expect(data.putUser({ id: 'bob', properties: {} })).rejects.toMatchObject({ code: 'conflict' });
    expect([...data.users()]).toEqual([]);
    expect((await snapshot(path))['data/development/users.json']).toBe('{"ada": {}');
  });

  test('text that is not UTF-8 is named', async () => {
    const path = await makeWorkspaceFolder();
    await writeFile(join(path, 'environments/development.json'), Buffer.from([0x7b, 0xff, 0x7d]));
    const { workspace } = await open(path);
    expect(workspace.problems()).toMatchObject([
      { file: 'environments/development.json', message: expect.stringContaining('not UTF-8') },
    ]);
  });

  test('a file that this user may not read is named', async () => {
    const path = await makeWorkspaceFolder();
    const { workspace } = await open(path, {
      files: filesWith({
        async *readPieces(file) {
          if (file.endsWith('development.json')) throw systemError('EACCES');
          yield* filesWith({}).readPieces(file);
        },
      }),
    });
    expect(workspace.problems()).toMatchObject([
      { file: 'environments/development.json', message: expect.stringContaining('this user may not read it') },
    ]);
  });
});
