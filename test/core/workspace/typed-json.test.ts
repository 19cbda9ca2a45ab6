import { describe, expect, it } from 'vitest';
import { CommandError } from '../../../core/contract/errors.ts';
import type { EventType } from '../../../core/model/index.ts';
import { makeWorkspaceFolder, open, put, read } from './workspace-fixture.ts';

const typed = '{\n    "id": 9007199254740993,\n    "price": 1.00,\n\n    "list": [1, 2.50],\n    "a": "x"\n}';

function eventType(text: string): EventType {
  return {
    description: '',
    schema: { type: 'object' },
    schemaText: '{ "type": "object" }',
    versions: [{ version: '1', notes: '', schema: { maximum: 1 }, schemaText: '{ "maximum": 1.0 }' }],
    examples: [{ name: 'One', payload: JSON.parse(text), text }],
  };
}

describe('typed JSON in files', () => {
  it('is saved as typed and read as saved', async () => {
    const path = await makeWorkspaceFolder();
    const { workspace } = await open(path);
    await workspace.put('event-type', 'order.paid', eventType(typed), null);
    const file = await read(path, 'event-types/order.paid.json');
    expect(file).toContain('"id": 9007199254740993,');
    expect(file).toContain('"price": 1.00,');
    expect(file).toContain('"list": [1, 2.50]');
    expect(file).not.toMatch(/"text"|schemaText/);
    expect(file).not.toMatch(/[ \t]\n/);
    const again = await open(path);
    expect(again.workspace.get('event-type', 'order.paid')?.value).toEqual(eventType(typed));
    expect(again.workspace.problems()).toEqual([]);
  });

  it('writes the same file again when nothing changed but another field', async () => {
    const path = await makeWorkspaceFolder();
    const { workspace } = await open(path);
    await workspace.put('event-type', 'e', eventType(typed), null);
    const before = await read(path, 'event-types/e.json');
    const again = await open(path);
    const value = again.workspace.get('event-type', 'e')?.value;
    if (value === undefined) throw new Error('not opened');
    await again.workspace.put('event-type', 'e', { ...value, description: 'new' }, null);
    expect(await read(path, 'event-types/e.json')).toBe(before.replace('"description": ""', '"description": "new"'));
  });

  it('keeps the order of names in a payload: it is the order of the bytes that are sent', async () => {
    const path = await makeWorkspaceFolder();
    const { workspace } = await open(path);
    const value: EventType = {
      description: '',
      schema: {},
      examples: [{ name: 'One', payload: { b: 1, a: { d: 1, c: 2 } } }],
    };
    await workspace.put('event-type', 'e', value, null);
    const payload = (await open(path)).workspace.get('event-type', 'e')?.value.examples[0]?.payload;
    expect(JSON.stringify(payload)).toBe('{"b":1,"a":{"d":1,"c":2}}');
  });

  it('opens files of before, on one line or with margins of another kind', async () => {
    const path = await makeWorkspaceFolder();
    await put(
      path,
      'event-types/a.json',
      '{"description":"","schema":{},"examples":[{"name":"One","payload":{"id":1.0}}]}',
    );
    await put(
      path,
      'event-types/b.json',
      '{\r\n\t"description": "",\r\n\t"schema": {},\r\n\t"examples": [{ "name": "One", "payload": {\r\n\t\t"id": 1.0\r\n\t} }]\r\n}',
    );
    const { workspace } = await open(path);
    expect(workspace.get('event-type', 'a')?.value.examples[0]?.text).toBe('{"id":1.0}');
    expect(workspace.get('event-type', 'b')?.value.examples[0]?.text).toBe('{\n\t"id": 1.0\n}');
  });

  it.each([
    ['{"a": 1, "a": 2}', { a: 2 }, /"a" is there twice.*line 1, column 10/],
    ['{"a": [{"b": {"c": 1, "c": 2}}]}', { a: [{ b: { c: 2 } }] }, /"c" is there twice.*line 1, column 23/],
    ['{\n "a": 1,}', { a: 1 }, /Not valid JSON at line 2, column 9/],
    ['{"a": 1}', { a: 2 }, /says something else/],
  ])('refuses the text %j, and the file stays as it was', async (text, payload, message) => {
    const path = await makeWorkspaceFolder();
    const { workspace } = await open(path);
    await workspace.put('event-type', 'e', eventType(typed), null);
    const before = await read(path, 'event-types/e.json');
    const value = { ...eventType(typed), examples: [{ name: 'One', payload, text }] };
    const refusal = await workspace.put('event-type', 'e', value, null).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(CommandError);
    expect(refusal).toMatchObject({ field: 'value.examples.0.text', message: expect.stringMatching(message) });
    expect(await read(path, 'event-types/e.json')).toBe(before);
  });

  it('takes numbers that no program can hold', async () => {
    const path = await makeWorkspaceFolder();
    const { workspace } = await open(path);
    await workspace.put('event-type', 'e', eventType('{"far":1e999}'), null);
    expect((await open(path)).workspace.get('event-type', 'e')?.value.examples[0]?.text).toBe('{"far":1e999}');
  });

  it('refuses JSON nested so deeply that the file could not be read again', async () => {
    const path = await makeWorkspaceFolder();
    const { workspace } = await open(path);
    const nested = (levels: number) => JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);
    const withPayload = (levels: number): EventType => ({
      description: '',
      schema: {},
      examples: [{ name: 'One', payload: nested(levels) }],
    });
    await workspace.put('event-type', 'e', withPayload(390), null);
    expect((await open(path)).workspace.problems()).toEqual([]);
    await expect(workspace.put('event-type', 'e', withPayload(391), null)).rejects.toMatchObject({
      field: 'value.examples.0.payload',
      message: expect.stringContaining('390 levels'),
    });
  });
});
