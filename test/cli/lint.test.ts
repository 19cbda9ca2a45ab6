import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { builtCommand } from '../support/built-command.ts';

const command = builtCommand();
const lint = (...args: string[]) => command.run(['lint', ...args]);

test('the example is clean: exit code 0', async () => {
  const { code, stdout } = await lint('--workspace', command.example.workspacePath);
  expect([code, stdout.trimEnd().split('\n').at(-1)]).toEqual([
    0,
    expect.stringMatching(/^0 errors, 0 warnings in 1 channel and \d+ samples; \d+ renderings\.$/),
  ]);
});

test('recipients that are named are rendered for, and those that do not exist are refused', async () => {
  const named = (...keys: string[]) =>
    lint('--workspace', command.example.workspacePath, ...keys.flatMap((key) => ['--recipient', key]));
  const one = await named('project_webhooks/prod-hook');
  expect(one.stdout.trimEnd()).toBe('0 errors, 0 warnings in 1 channel and 4 samples; 4 renderings.');
  const two = await named('project_webhooks/prod-hook', 'user:nobody-yet');
  expect(two.code).toBe(1);
  expect(two.stdout).toContain('for user:nobody-yet');
  expect(two.stdout).not.toContain('for project_webhooks/prod-hook');
  for (const [key, words] of [
    ['project_webhooks/prod-hok', 'Did you mean "prod-hook"? "project_webhooks" has: '],
    ['projects/prod-hook', 'Did you mean "project_webhooks/prod-hook"?'],
    ['project_webhook/gone', 'Did you mean "project_webhooks"? It has the collections: project_webhooks, projects'],
  ] as const) {
    const there = `There is no object "${key}" in the environment "development". ${words}`;
    expect(await named(key)).toMatchObject({ code: 2, stderr: expect.stringContaining(there) });
  }
  expect((await named('gone')).stderr).toContain('Name a recipient as user:id or collection/id.');
});

test('channels and samples that are named are all that is checked, and those that do not exist are refused', async () => {
  const named = (...args: string[]) => lint('--workspace', command.example.workspacePath, ...args);
  const broken = join(command.example.workspacePath, 'channels/broken');
  await cp(join(command.example.workspacePath, 'channels/customer-webhook'), broken, { recursive: true });
  await writeFile(join(broken, 'body.liquid'), '{{ data | upcas }}');
  const recipient = ['--recipient', 'project_webhooks/prod-hook'];
  const clean = await named('--channel', 'customer-webhook', '--sample', 'task.completed/Task done', ...recipient);
  expect([clean.code, clean.stdout]).toEqual([0, '0 errors, 0 warnings in 1 channel and 1 sample; 1 rendering.\n']);
  const samples = ['--sample', 'task.completed', '--sample', 'project.created'];
  const both = await named('--channel', 'broken', '--channel', 'customer-webhook', ...samples, ...recipient);
  expect([both.code, both.stdout]).toEqual([1, expect.stringContaining('channels/broken/body.liquid:1:11: error:')]);
  expect(both.stdout).toContain(' in 2 channels and 4 samples; 8 renderings.');
  for (const [args, words] of [
    [['--channel', 'brokn'], 'There is no channel "brokn" in this workspace. Did you mean "broken"? It has: broken, '],
    [['--channel', 'gone'], 'There is no channel "gone" in this workspace. It has: broken, customer-webhook.'],
    [['--sample', 'gone'], 'There is no event type "gone" in this workspace. It has: '],
    [['--sample', 'task.completed/Gone'], 'The event type "task.completed" has no sample "Gone". It has: Task done, '],
    [['--channel', ''], 'Name a channel by its key.'],
    [['--sample', '/Gone'], 'Name a sample as event type or event type/name of the sample.'],
  ] as const) {
    expect(await named(...args)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(words) });
  }
  await writeFile(join(broken, 'channel.json'), '{');
  expect((await named('--channel', 'broken')).stderr).toMatch(
    /^hookbench: channels\/broken\/channel\.json: Not valid JSON/,
  );
  await rm(broken, { recursive: true });
});

test('errors are printed as file:line:col: exit code 1', async () => {
  const file = join(command.example.workspacePath, 'channels/customer-webhook/body.liquid');
  await writeFile(file, '{\n  "type": {{ data.eventType }},\n  "x": {{ data.payload | upcas }}\n}\n');
  const text = await lint('--workspace', command.example.workspacePath, '--environment', 'development');
  expect(text.code).toBe(1);
  expect(text.stdout).toContain(
    'channels/customer-webhook/body.liquid:3:26: error: There is no filter "upcas". [unknown-filter]',
  );
  const json = await lint('--workspace', command.example.workspacePath, '--json');
  expect(json.code).toBe(1);
  expect(JSON.parse(json.stdout)).toMatchObject({
    errorCount: 1,
    findings: expect.arrayContaining([expect.objectContaining({ line: 3, column: 26 })]),
  });
});

test('a sample that does not fit its schema is an error, with its place, what is expected and what is there', async () => {
  const file = join(command.example.workspacePath, 'event-types/order.paid.json');
  const schema = {
    type: 'object',
    required: ['id'],
    properties: { id: { type: 'string' }, total: { type: 'integer' } },
  };
  const examples = [
    { name: 'Good', payload: { id: 'o1' } },
    { name: 'Wrong', payload: { total: 1.5 } },
  ];
  await writeFile(file, JSON.stringify({ description: '', examples, schema }, null, 2));
  const text = await lint('--workspace', command.example.workspacePath);
  expect(text.code).toBe(1);
  expect(text.stdout.split('\n').filter((line) => line.startsWith('event-types/'))).toEqual([
    'event-types/order.paid.json:12:18: error: The sample "Wrong": The property "id" is missing. Correct the sample or the schema. [sample-mismatch]',
    'event-types/order.paid.json:13:18: error: The sample "Wrong", /total: The value must be integer. It is 1.5. Correct the sample or the schema. [sample-mismatch]',
  ]);
  const json = await lint('--workspace', command.example.workspacePath, '--report', 'json');
  expect(JSON.parse(json.stdout).findings).toContainEqual(
    expect.objectContaining({ file: 'event-types/order.paid.json', line: 13, pointer: '/total' }),
  );
  const report = join(command.home, 'lint.xml');
  const args = ['--workspace', command.example.workspacePath, '--report', 'github', '--junit', report];
  const github = await command.run(['lint', ...args], { GITHUB_WORKSPACE: command.example.folder });
  const path = relative(command.example.folder, file);
  expect(github.stdout).toContain(
    `::error file=${path},line=13,col=18,title=hookbench lint%3A sample-mismatch::The sample "Wrong", /total: `,
  );
  expect(await readFile(report, 'utf8')).toMatch(
    /classname="event-types\/order\.paid" name="The sample &quot;Good&quot; fits the schema" time="0\.000"\/>/,
  );
  await rm(file);
});

test('an environment without webhooks is named before what follows from it', async () => {
  const { stdout } = await lint('--workspace', command.example.workspacePath, '--environment', 'production');
  expect(stdout.split('\n')[0]).toBe(
    'The environment "production" has no webhooks: everything was rendered without a recipient.',
  );
});

test('bad input is said in words: exit code 2', async () => {
  const noEnvironment = await lint('--workspace', command.example.workspacePath, '--environment', 'gone');
  expect([noEnvironment.code, noEnvironment.stdout]).toEqual([2, '']);
  expect(noEnvironment.stderr).toContain('has no environment "gone". It has: development, production.');
  expect((await lint('--workspace', command.home)).code).toBe(2);
  expect((await lint('--nonsense')).code).toBe(2);
  const both = await lint('--json', '--report', 'github');
  expect([both.code, both.stderr]).toEqual([
    2,
    expect.stringContaining("'--json' cannot be used with option '-r, --report"),
  ]);
  const github = await lint('--workspace', command.home, '--report', 'github');
  expect([github.code, github.stdout]).toEqual([
    2,
    expect.stringMatching(/^::error title=hookbench::.* is not a workspace/),
  ]);
  const json = await lint('--workspace', command.home, '--json');
  expect([json.code, JSON.parse(json.stdout)]).toMatchObject([2, { error: { code: 'invalid-input' } }]);
});

test('an environment that cannot be read is named for what it is', async () => {
  const file = join(command.example.workspacePath, 'environments/development.json');
  const text = await readFile(file, 'utf8');
  await writeFile(file, '{');
  const named = await lint('--workspace', command.example.workspacePath, '--environment', 'development');
  await writeFile(file, text);
  expect([named.code, named.stdout]).toEqual([2, '']);
  expect(named.stderr).toMatch(/^hookbench: environments\/development\.json: Not valid JSON at line /);
});
