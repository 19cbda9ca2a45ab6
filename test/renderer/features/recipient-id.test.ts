import { expect, it } from 'vitest';
import { freeObjectId, takeIdFromName } from '../../../renderer/features/recipient-id.ts';
import type { App } from '../../../renderer/stores/app.ts';
import { createHistory } from '../../../renderer/stores/history.ts';

/** An engine with objects of these ids; tells which were given another one. */
function appWith(...ids: string[]): { app: App; renames: string[] } {
  const renames: string[] = [];
  const call = async (name: string, input: { object: { id: string }; recipient: { id: string }; id: string }) => {
    if (name === 'objects.get') return ids.includes(input.object.id) ? {} : null;
    expect(Object.keys(input.recipient)).toEqual(['collection', 'id']);
    renames.push(`${input.recipient.id} -> ${input.id}`);
    return { scenarios: [] };
  };
  const app = { engine: { call }, history: createHistory(() => 0), toast: () => undefined } as unknown as App;
  return { app, renames };
}
const free = (app: App, name: string) =>
  freeObjectId(app, 'development', { collection: 'projects', name, fallback: 'project' });
const name = (app: App, id: string, given: string) =>
  takeIdFromName(app, 'development', {
    // Whoever renames has the whole record.
    object: { collection: 'projects', id, ...{ properties: {} } },
    name: given,
    newName: 'New project',
  });

it('makes an id of a name that no object of the collection has', async () => {
  expect(await free(appWith().app, 'New Project')).toBe('new-project');
  expect(await free(appWith('new-project', 'new-project-2').app, 'New Project')).toBe('new-project-3');
  expect(await free(appWith().app, '日本 支店')).toBe('日本-支店');
  expect(await free(appWith().app, 'Bänke & Café')).toBe('banke-cafe');
  expect(await free(appWith().app, '…')).toBe('project');
  const long = `${'word '.repeat(19)}and-a-last-one`;
  expect(await free(appWith().app, long)).toBe(`${'word-'.repeat(19)}and-a`);
  expect(await free(appWith().app, `x${long}`)).toBe(`x${'word-'.repeat(19)}and`);
  expect(await free(appWith().app, 'x'.repeat(200))).toBe('x'.repeat(100));
  // Half of a character could not be encoded.
  expect(encodeURIComponent(await free(appWith().app, `x${'𠮷'.repeat(60)}`))).toMatch(/^x/);
});

it('gives what still has the id it was made with one of its name, and back', async () => {
  const { app, renames } = appWith('acme');
  await name(app, 'new-project-2', 'Acme');
  expect(renames).toEqual(['new-project-2 -> acme-2']);
  await app.history.undo();
  expect(renames).toEqual(['new-project-2 -> acme-2', 'acme-2 -> new-project-2']);
});

it('leaves an id alone that is not of a new one, and one that no other name is given for', async () => {
  const { app, renames } = appWith();
  await name(app, 'acme', 'Acme Inc');
  await name(app, 'new-project', 'New project 2');
  await name(app, 'new-project', '…');
  expect(renames).toEqual([]);
  await name(app, 'new-project', 'Норд');
  expect(renames).toEqual(['new-project -> норд']);
});
