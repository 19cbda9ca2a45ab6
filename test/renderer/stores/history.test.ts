import { beforeEach, describe, expect, it } from 'vitest';
import { CommandError } from '../../../core/contract/index.ts';
import { failureTitle } from '../../../renderer/stores/attempt.ts';
import { createHistory, type History } from '../../../renderer/stores/history.ts';

let log: string[];
let nowMs: number;
let history: History;
const entry = (name: string, mergeKey?: string) => ({
  label: name,
  ...(mergeKey === undefined ? {} : { mergeKey }),
  undo: async () => void log.push(`undo ${name}`),
  redo: async () => void log.push(`redo ${name}`),
});

beforeEach(() => {
  log = [];
  nowMs = 0;
  history = createHistory(() => nowMs);
});

describe('history', () => {
  it('takes back and does again in order', async () => {
    await history.perform(entry('a'));
    await history.perform(entry('b'));
    await history.undo();
    await history.undo();
    await history.redo();
    expect(log).toEqual(['redo a', 'redo b', 'undo b', 'undo a', 'redo a']);
    expect(await history.undo()).toMatchObject({ label: 'a' });
    expect(await history.undo()).toBeNull();
  });

  it('forgets what was undone when something new is done', async () => {
    history.record(entry('a'));
    await history.undo();
    history.record(entry('b'));
    expect(await history.redo()).toBeNull();
  });

  it('does not remember what could not be done', async () => {
    const failing = { ...entry('a'), redo: () => Promise.reject(new Error('no')) };
    await expect(history.perform(failing)).rejects.toThrow('no');
    expect(history.store.getState().done).toEqual([]);
  });

  it('keeps a step that could not be undone, so that it can be tried again', async () => {
    let isBroken = true;
    history.record({ ...entry('a'), undo: () => (isBroken ? Promise.reject(new Error('gone')) : Promise.resolve()) });
    await expect(history.undo()).rejects.toThrow('gone');
    expect(history.store.getState()).toMatchObject({ isBusy: false });
    isBroken = false;
    expect(await history.undo()).toMatchObject({ label: 'a' });
  });

  it('merges a burst of edits of one thing into one step that goes back to its start', async () => {
    history.record(entry('first', 'document/a'));
    nowMs = 1500;
    history.record(entry('second', 'document/a'));
    expect(history.store.getState().done).toHaveLength(1);
    await history.undo();
    await history.redo();
    expect(log).toEqual(['undo first', 'redo second']);
  });

  it('does not merge other things, later edits, or edits after an undo', async () => {
    history.record(entry('a', 'document/a'));
    history.record(entry('b', 'document/b'));
    nowMs = 5000;
    history.record(entry('b', 'document/b'));
    expect(history.store.getState().done).toHaveLength(3);
    await history.undo();
    history.record(entry('b', 'document/b'));
    expect(history.store.getState().done).toHaveLength(3);
  });

  it('says what could not be done with why', async () => {
    const refusal = new CommandError('conflict', 'It is in use.', { field: 'key' });
    const failing = { ...entry('Delete channel "Orders"'), redo: () => Promise.reject(refusal) };
    const failure = await history.perform(failing).catch((cause: unknown) => cause);
    expect(failure).toBeInstanceOf(CommandError);
    expect(failure).toMatchObject({ code: 'conflict', message: 'It is in use.', field: 'key', cause: refusal });
    expect(failureTitle(failure)).toBe('“Delete channel "Orders"” could not be done');
    expect(failureTitle(refusal)).toBe('That could not be done');
    expect(history.store.getState().done).toEqual([]);
  });

  it('takes back what is still being done, once it is done', async () => {
    let release: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    history.record(entry('before'));
    const done = history.perform({ ...entry('slow'), redo: () => slow });
    const undone = history.undo();
    expect(log).toEqual([]);
    release();
    await done;
    expect(await undone).toMatchObject({ label: 'slow' });
    expect(log).toEqual(['undo slow']);
  });

  it('takes back what was before it when that could not be done', async () => {
    history.record(entry('before'));
    const failed = history.perform({ ...entry('a'), redo: () => Promise.reject(new Error('no')) });
    const undone = history.undo();
    await expect(failed).rejects.toThrow('no');
    expect(await undone).toMatchObject({ label: 'before' });
  });

  it('never undoes two things at once', async () => {
    let release: () => void = () => undefined;
    history.record(entry('a'));
    history.record({
      ...entry('slow'),
      undo: () =>
        new Promise<void>((resolve) => {
          release = resolve;
        }),
    });
    const slow = history.undo();
    expect(await history.undo()).toBeNull();
    release();
    expect(await slow).toMatchObject({ label: 'slow' });
    expect(log).toEqual([]);
  });
});
