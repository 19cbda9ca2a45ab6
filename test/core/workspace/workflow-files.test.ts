import { expect, test } from 'vitest';
import type { Workflow } from '../../../core/model/index.ts';
import { channel, makeWorkspaceFolder, open, put, read, snapshot } from './workspace-fixture.ts';

/** As Knock's own tool writes one: its order, fields that Hookbench does not know, a text in a file of its own. */
const knockWorkflow = `{
  "name": "Project events",
  "categories": ["webhooks"],
  "settings": {
    "threshold": 1.00,
    "note": "caf\\u00e9"
  },
  "steps": [
    {
      "ref": "email_1",
      "type": "channel",
      "channel_type": "email",
      "channel_key": "postmark",
      "template": {
        "method": "post",
        "url": "https://x.example",
        "visual_blocks@": "email_1/visual_blocks.json"
      }
    },
    {
      "ref": "http_1",
      "channel_key": "hook",
      "type": "channel",
      "template": {
        "method": "post",
        "url": "{{ recipient.url }}",
        "body@": "http_1/body.json"
      }
    }
  ],
  "__readonly": {
    "key": "project-events"
  },
  "$schema": "https://schemas.knock.app/cli/workflow.json"
}
`;

async function openWorkflow() {
  const path = await makeWorkspaceFolder({
    'channels/hook/channel.json': channel,
    'workflows/project-events/workflow.json': knockWorkflow,
    'workflows/project-events/http_1/body.json': '{"id": {{ data.id }}}',
    'workflows/project-events/email_1/visual_blocks.json': '[]',
  });
  const opened = await open(path);
  const workflow = opened.workspace.get('workflow', 'project-events');
  if (!workflow) throw new Error(JSON.stringify(opened.workspace.problems()));
  return { ...opened, path, workflow };
}

test('a workflow of Knock opens without problems, its texts in place', async () => {
  const { workspace, workflow } = await openWorkflow();
  expect(workspace.problems()).toEqual([]);
  expect(workflow.value.steps[1]).toMatchObject({ template: { body: '{"id": {{ data.id }}}' } });
});

test('a change of one part leaves order, unknown fields, spellings and separate texts as they are', async () => {
  const { workspace, path, workflow } = await openWorkflow();
  await workspace.put('workflow', 'project-events', { ...workflow.value, name: 'Renamed' }, workflow.revision);
  expect(await read(path, 'workflows/project-events/workflow.json')).toBe(
    knockWorkflow.replace('Project events', 'Renamed').replace('["webhooks"]', '[\n    "webhooks"\n  ]'),
  );
  expect(await read(path, 'workflows/project-events/http_1/body.json')).toBe('{"id": {{ data.id }}}');
});

test('a changed text goes to its own file, also when its step has moved', async () => {
  const { workspace, path, workflow } = await openWorkflow();
  const value = structuredClone(workflow.value) as Workflow;
  const [email, http] = value.steps;
  Object.assign(http?.template as object, { body: '{"id": 1}' });
  await workspace.put('workflow', 'project-events', { ...value, steps: [http, email] }, workflow.revision);
  expect(await read(path, 'workflows/project-events/http_1/body.json')).toBe('{"id": 1}');
  const main = JSON.parse(await read(path, 'workflows/project-events/workflow.json')) as Workflow;
  expect(main.steps[0]).toMatchObject({ ref: 'http_1', template: { 'body@': 'http_1/body.json' } });
  expect(Object.keys(main.steps[0] ?? {})).toEqual(['ref', 'channel_key', 'type', 'template']);
});

test('a text that is no longer wanted takes its file along', async () => {
  const { workspace, path, workflow } = await openWorkflow();
  const value = { ...workflow.value, steps: workflow.value.steps.slice(0, 1) };
  await workspace.put('workflow', 'project-events', value, workflow.revision);
  expect(Object.keys(await snapshot(path))).not.toContain('workflows/project-events/http_1/body.json');
});

test('a new channel gets its body in a file of its own; one that has it inline keeps it inline', async () => {
  const path = await makeWorkspaceFolder({ 'channels/inline/channel.json': channel });
  const { workspace } = await open(path);
  await workspace.put('channel', 'fresh', channel, null);
  await workspace.put('channel', 'inline', { ...channel, name: 'Changed' }, 1);
  await workspace.put('partial', 'footer', { name: 'Footer', content: 'bye' }, null);
  const files = await snapshot(path);
  expect(files['channels/fresh/body.liquid']).toBe('{}');
  expect(JSON.parse(files['channels/fresh/channel.json'] ?? '')).toHaveProperty(['request', 'body@'], 'body.liquid');
  expect(files['channels/inline/body.liquid']).toBeUndefined();
  expect(files['partials/footer/content.liquid']).toBe('bye');
  const again = await open(path);
  expect(again.workspace.problems()).toEqual([]);
  expect(again.workspace.documents().map(({ kind, key }) => `${kind} ${key}`)).toEqual([
    'settings workspace',
    'environment development',
    'channel fresh',
    'channel inline',
    'partial footer',
  ]);
});

test('line breaks of a separate text are kept exactly', async () => {
  const path = await makeWorkspaceFolder();
  const { workspace } = await open(path);
  const body = '{\r\n  "a": 1\r\n}';
  await workspace.put('channel', 'hook', { ...channel, request: { ...channel.request, body } }, null);
  expect(await read(path, 'channels/hook/body.liquid')).toBe(body);
  await put(path, 'channels/hook/body.liquid', 'no final break');
  await workspace.rescan();
  expect(workspace.get('channel', 'hook')?.value.request.body).toBe('no final break');
});
