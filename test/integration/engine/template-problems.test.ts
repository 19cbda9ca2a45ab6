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
