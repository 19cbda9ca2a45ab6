import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createWorkThread, type WorkThread } from '../../../core/commands/heavy-work/work-thread.ts';
import { readFileWork } from '../../../core/commands/workspace/document-works.ts';
import { CommandError } from '../../../core/contract/index.ts';
import { type FileText, type HeavyDocument, readFileText } from '../../../core/workspace/index.ts';
import { environment, makeWorkspaceFolder, open, put, read } from './workspace-fixture.ts';

let thread: WorkThread;
beforeAll(() => {
  thread = createWorkThread(pathToFileURL(inject('heavyWorkerFile')));
});
afterAll(() => thread.close());

const readHeavy = (file: FileText): Promise<HeavyDocument> => thread.run(readFileWork, file);
const file = 'event-types/heavy.json';
const items = Array.from({ length: 20_000 }, (_, id) => ({ id, name: `item ${id}` }));
const heavy = { description: 'Heavy', examples: [{ name: 'One', payload: { items } }], schema: {} };
/** Of more than a megabyte, indented by two. */
const text = `${JSON.stringify(heavy, null, 2)}\n`;
const spelled = text.replace('"id": 7,', '"id": 7.00,');

it.each([
  ['as it is laid out by Hookbench', text],
  ['with numbers spelled in a way of their own', spelled],
  ['in one line, with a name that is no field', JSON.stringify({ ...heavy, surplus: 1, long: 'x'.repeat(400_000) })],
  ['without an end', text.slice(0, -4)],
  ['with a name given twice', text.replace('"id": 19000,', '"id": 19000, "id": 1,')],
  ['with a description that is no text', text.replace('"Heavy"', '5')],
])('a heavy file %s is read on the thread as it is here', async (_what, content) => {
  expect(content.length).toBeGreaterThan(1_000_000);
  const path = await makeWorkspaceFolder({ [file]: content });
  const [here, there] = [await open(path), await open(path, { readHeavy })];
  const [expected, found] = [here, there].map(({ workspace }) => workspace.get('event-type', 'heavy')?.value);
  expect(JSON.stringify(found)).toBe(JSON.stringify(expected));
  expect(there.workspace.problems()).toEqual(here.workspace.problems());
  if (found !== undefined) expect(Object.isFrozen(found.examples[0]?.payload.items)).toBe(true);
});

it('while it is read, what is there is read and written', async () => {
  const path = await makeWorkspaceFolder({ [file]: { ...heavy, examples: [] } });
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { workspace, until } = await open(path, {
    readHeavy: async (each) => {
      await held;
      return readFileText(each);
    },
  });
  await put(path, file, text);
  const scanned = workspace.rescan();
  await workspace.put('environment', 'development', { ...environment, name: 'Other' }, null);
  expect(workspace.get('event-type', 'heavy')?.value.examples).toEqual([]);
  release();
  await scanned;
  await until(() => workspace.get('event-type', 'heavy')?.value.examples.length === 1);
});

it('a heavy file that was only touched is no change, and one that says something else is', async () => {
  const path = await makeWorkspaceFolder({ [file]: text });
  const { workspace, changes } = await open(path, { readHeavy });
  const before = workspace.get('event-type', 'heavy');
  await utimes(join(path, file), 1, 1);
  await workspace.rescan();
  expect(workspace.get('event-type', 'heavy')).toEqual(before);
  expect(changes).toEqual([]);
  await put(path, file, text.replace('item 19999', 'item last'));
  await workspace.rescan();
  expect(changes).toMatchObject([{ kind: 'event-type', key: 'heavy', origin: 'disk' }]);
  const [example] = workspace.get('event-type', 'heavy')?.value.examples ?? [];
  const changed = [...items.slice(0, -1), { id: 19_999, name: 'item last' }];
  expect(JSON.stringify(example?.payload.items)).toBe(JSON.stringify(changed));
});

it('a heavy document is saved as any other: what was not touched keeps its spelling', async () => {
  const path = await makeWorkspaceFolder({ [file]: spelled });
  const { workspace } = await open(path, { readHeavy });
  const before = workspace.get('event-type', 'heavy');
  await workspace.put('event-type', 'heavy', { ...before?.value, description: 'Other' }, before?.revision ?? null);
  expect((await read(path, file)) === spelled.replace('"Heavy"', '"Other"')).toBe(true);
});

it('a file that takes too long is a problem in words, and left as it is', async () => {
  const path = await makeWorkspaceFolder({ [file]: text });
  const { workspace } = await open(path, {
    readHeavy: (each) => thread.run({ ...readFileWork, limitMs: 1 }, each),
  });
  expect(workspace.get('event-type', 'heavy')).toBeNull();
  expect(workspace.problems()).toMatchObject([
    {
      severity: 'error',
      file,
      message:
        'Reading the file took longer than 0.001 seconds and was ended. Make it smaller. The file is left as it is until then.',
    },
  ]);
  expect(await thread.run(readFileWork, { kind: 'event-type', file, text: '{' })).toMatchObject({ isJson: false });
  await expect(workspace.put('event-type', 'heavy', heavy, 1)).rejects.toThrow(CommandError);
});
