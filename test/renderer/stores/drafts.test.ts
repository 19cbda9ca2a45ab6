import { beforeEach, describe, expect, it } from 'vitest';
import { CommandError, type CommandInput, type EngineClient } from '../../../core/contract/index.ts';
import { createDocumentsStore, loadedDocuments, selectDocument } from '../../../renderer/stores/documents.ts';
import { createDrafts, type Drafts, findIssues } from '../../../renderer/stores/drafts.ts';
import { createHistory, type History } from '../../../renderer/stores/history.ts';

type Put = CommandInput<'documents.put'>;
interface PendingPut {
  input: Put;
  accept(revision: number): void;
  refuse(error: CommandError): void;
}

const documents = createDocumentsStore();
let history: History;
let drafts: Drafts;
let puts: PendingPut[];
let timers: (() => void)[];
let now: number;

const value = (name: string, content = '') => ({ name, content });
const draft = () => drafts.store.getState()['partial/footer'];
/** Lets every promise that can go on do so. */
const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
const runTimers = (): void => {
  for (const run of timers.splice(0)) run();
};
const put = (index: number): PendingPut => {
  const found = puts[index];
  if (found === undefined) throw new Error(`there was no save number ${index}`);
  return found;
};

beforeEach(() => {
  documents.setState(loadedDocuments([{ kind: 'partial', key: 'footer', revision: 1, value: value('Footer') }]), true);
  puts = [];
  timers = [];
  now = 0;
  history = createHistory(() => 0);
  // The engine at the edge: every `documents.put` waits for the test to answer it.
  const answer = (_name: string, input: Put) =>
    new Promise<{ revision: number }>((resolve, reject) => {
      puts.push({ input, accept: (revision) => resolve({ revision }), refuse: reject });
    });
  const call = answer as unknown as EngineClient['call'];
  drafts = createDrafts({
    client: { call },
    documents,
    history,
    label: (_kind, key) => `Edit ${key}`,
    nowMs: () => now,
    setTimer: (run) => {
      timers.push(run);
      return () => {
        timers = timers.filter((timer) => timer !== run);
      };
    },
  });
});

describe('saving', () => {
  it('waits for a pause, then sends the newest value with the revision it is based on', async () => {
    drafts.edit('partial', 'footer', value('F'));
    drafts.edit('partial', 'footer', value('Fo'));
    expect(puts).toHaveLength(0);
    runTimers();
    expect(put(0).input).toMatchObject({ kind: 'partial', key: 'footer', value: value('Fo'), baseRevision: 1 });
    expect(puts).toHaveLength(1);
    put(0).accept(2);
    await settle();
    expect(draft()).toBeUndefined();
    expect(selectDocument(documents.getState(), 'partial', 'footer')).toMatchObject({
      revision: 2,
      value: value('Fo'),
    });
  });

  it('saves what was typed during a save after it, on the new revision', async () => {
    drafts.edit('partial', 'footer', value('one'));
    runTimers();
    drafts.edit('partial', 'footer', value('two'));
    put(0).accept(2);
    await settle();
    expect(draft()?.value).toEqual(value('two'));
    runTimers();
    await settle();
    expect(put(1).input).toMatchObject({ value: value('two'), baseRevision: 2 });
    put(1).accept(3);
    await settle();
    expect(draft()).toBeUndefined();
  });

  it('is begun by a key when its limit has passed and no timer has come to run', () => {
    for (now = 0; now < 600; now += 100) drafts.edit('partial', 'footer', value(`F${now}`));
    expect(puts).toHaveLength(0);
    drafts.edit('partial', 'footer', value('F600'));
    expect(put(0).input).toMatchObject({ value: value('F600') });
    // The next one is not due before its own limit.
    drafts.edit('partial', 'footer', value('F601'));
    expect(puts).toHaveLength(1);
  });

  it('does not wait for a pause longer than its limit: the limit starts with the first key', () => {
    drafts.edit('partial', 'footer', value('F'));
    const [, limit] = timers;
    drafts.edit('partial', 'footer', value('Fo'));
    drafts.edit('partial', 'footer', value('Foo'));
    expect(timers).toContain(limit);
    limit?.();
    expect(put(0).input).toMatchObject({ value: value('Foo') });
    expect(timers).toHaveLength(0);
  });

  it('keeps an invalid value here, with its issues, and sends nothing', async () => {
    drafts.edit('partial', 'footer', value(''));
    expect(draft()).toMatchObject({ status: 'invalid', value: value('') });
    expect(draft()?.issues.map((issue) => issue.path)).toEqual(['name']);
    expect(timers).toHaveLength(0);
    await drafts.flush();
    expect(puts).toHaveLength(0);
    drafts.edit('partial', 'footer', value('fit again'));
    expect(draft()?.status).toBe('dirty');
  });

  it('flush does not wait for the pause', async () => {
    drafts.edit('partial', 'footer', value('now'));
    const flushed = drafts.flush('partial', 'footer');
    put(0).accept(2);
    await flushed;
    expect(draft()).toBeUndefined();
    expect(timers).toHaveLength(0);
  });

  it('keeps the text when the disk refuses, and sends it again when asked', async () => {
    drafts.edit('partial', 'footer', value('precious'));
    runTimers();
    put(0).refuse(new CommandError('disk-full', 'The disk is full.'));
    await settle();
    expect(draft()).toMatchObject({ status: 'failed', value: value('precious') });
    expect(draft()?.error?.code).toBe('disk-full');
    const again = drafts.flush('partial', 'footer');
    put(1).accept(2);
    await again;
    expect(draft()).toBeUndefined();
  });
});

describe('a conflict', () => {
  const theirs = { kind: 'partial', key: 'footer', revision: 5, value: value('theirs') } as const;
  beforeEach(async () => {
    drafts.edit('partial', 'footer', value('mine'));
    runTimers();
    put(0).refuse(new CommandError('conflict', 'Changed meanwhile.'));
    await settle();
    documents.setState(loadedDocuments([theirs]), true);
  });

  it('stays one while typing goes on, and saves nothing by itself', () => {
    drafts.edit('partial', 'footer', value('mine and more'));
    expect(draft()).toMatchObject({ status: 'conflict', value: value('mine and more') });
    expect(timers).toHaveLength(0);
  });

  it('"mine" writes the draft over the newest revision', async () => {
    const resolved = drafts.resolveConflict('partial', 'footer', 'mine');
    expect(put(1).input).toMatchObject({ value: value('mine'), baseRevision: 5 });
    put(1).accept(6);
    await resolved;
    expect(draft()).toBeUndefined();
  });

  it('"theirs" drops the draft and sends nothing', async () => {
    await drafts.resolveConflict('partial', 'footer', 'theirs');
    expect(draft()).toBeUndefined();
    expect(puts).toHaveLength(1);
  });
});

it('records a save so that it can be undone with the value before', async () => {
  drafts.edit('partial', 'footer', value('after'));
  runTimers();
  put(0).accept(2);
  await settle();
  expect(history.store.getState().done.map((entry) => entry.label)).toEqual(['Edit footer']);
  const undone = history.undo();
  expect(put(1).input).toMatchObject({ value: value('Footer'), baseRevision: null });
  put(1).accept(3);
  await undone;
  expect(selectDocument(documents.getState(), 'partial', 'footer')?.value).toEqual(value('Footer'));
});

it('names the field of an issue by its path in the document', () => {
  const issues = findIssues('event-type', { description: '', schema: {}, examples: [{ name: '', payload: {} }] });
  expect(issues.map((issue) => issue.path)).toEqual(['examples.0.name']);
});

describe('drafts of an earlier window', () => {
  const saved = (typed: string, baseName: string) => [
    { kind: 'partial' as const, key: 'footer', value: value(typed), baseValue: { content: '', name: baseName } },
  ];

  it('go on where the document is as it was, whatever its revision is now', () => {
    drafts.restore(saved('typed', 'Footer'));
    expect(draft()).toMatchObject({ status: 'dirty', value: value('typed'), baseRevision: 1 });
    runTimers();
    expect(puts).toHaveLength(1);
  });

  it('stay invalid until they are fit', () => {
    drafts.restore(saved('', 'Footer'));
    expect(draft()).toMatchObject({ status: 'invalid' });
    expect(timers).toHaveLength(0);
  });

  it('are a conflict when the document has changed since', () => {
    drafts.restore(saved('typed', 'another name'));
    expect(draft()).toMatchObject({ status: 'conflict', value: value('typed') });
  });

  it('are dropped when they say what the document says by now', () => {
    drafts.restore(saved('Footer', 'another name'));
    expect(drafts.store.getState()).toEqual({});
  });

  it('are kept when the document is gone, and write it again when that is chosen', async () => {
    drafts.restore([{ kind: 'partial', key: 'gone', value: value('x'), baseValue: value('y') }]);
    expect(drafts.store.getState()['partial/gone']).toMatchObject({ status: 'conflict', value: value('x') });
    expect(drafts.unsaved('stuck')).toEqual([
      { kind: 'partial', key: 'gone', value: value('x'), baseValue: value('y') },
    ]);
    expect(puts).toHaveLength(0);
    const written = drafts.resolveConflict('partial', 'gone', 'mine');
    expect(put(0).input).toMatchObject({ key: 'gone', value: value('x'), baseRevision: null });
    put(0).accept(4);
    await written;
    expect(drafts.store.getState()).toEqual({});
  });

  it('are still a conflict when the document was changed elsewhere while they were typed', async () => {
    drafts.edit('partial', 'footer', value(''));
    documents.setState(
      loadedDocuments([{ kind: 'partial', key: 'footer', revision: 2, value: value('changed elsewhere') }]),
      true,
    );
    expect(drafts.unsaved()).toMatchObject([{ baseValue: value('Footer') }]);
  });

  it('are stuck only when they are not being saved anyway', () => {
    drafts.edit('partial', 'footer', value('fit'));
    expect(drafts.unsaved('stuck')).toEqual([]);
    drafts.edit('partial', 'footer', value(''));
    expect(drafts.unsaved('stuck')).toHaveLength(1);
  });

  it('are handed on with the value they are based on', () => {
    drafts.edit('partial', 'footer', value(''));
    expect(drafts.unsaved()).toEqual([
      { kind: 'partial', key: 'footer', value: value(''), baseValue: value('Footer') },
    ]);
  });
});

describe('when the engine came back', () => {
  const comeBack = (stored: { name: string; content: string }): void => {
    documents.setState(loadedDocuments([{ kind: 'partial', key: 'footer', revision: 1, value: stored }]), true);
    drafts.rebase();
  };
  const typeWhileGone = async (): Promise<void> => {
    drafts.edit('partial', 'footer', value('sent'));
    runTimers();
    put(0).refuse(new CommandError('unavailable', 'The engine is gone.'));
    await settle();
    drafts.edit('partial', 'footer', value('sent, and more'));
    runTimers();
    put(1).refuse(new CommandError('unavailable', 'The engine is gone.'));
    await settle();
  };

  it('saves what was typed meanwhile, on the revision the document has now', async () => {
    await typeWhileGone();
    expect(draft()?.status).toBe('failed');
    comeBack(value('Footer'));
    runTimers();
    expect(put(2).input).toMatchObject({ value: value('sent, and more'), baseRevision: 1 });
  });

  it('goes on when the engine had stored what was sent before it died', async () => {
    drafts.edit('partial', 'footer', value('sent'));
    runTimers();
    drafts.edit('partial', 'footer', value('sent, and more'));
    put(0).refuse(new CommandError('unavailable', 'The engine is gone.'));
    await settle();
    comeBack(value('sent'));
    expect(draft()).toMatchObject({ status: 'dirty', value: value('sent, and more') });
  });

  it('asks when the document was changed by somebody else', async () => {
    await typeWhileGone();
    comeBack(value('changed in its file'));
    expect(draft()).toMatchObject({ status: 'conflict', value: value('sent, and more') });
  });

  it('forgets a draft that was stored after all', async () => {
    await typeWhileGone();
    comeBack(value('sent, and more'));
    expect(draft()).toBeUndefined();
  });
});

describe('another key for the document', () => {
  const rename = { kind: 'partial', from: 'footer', to: 'legal' } as const;
  const move = (moved: { name: string; content: string }): void => {
    documents.setState(loadedDocuments([{ kind: 'partial', key: 'legal', revision: 1, value: moved }]), true);
    drafts.rename(rename);
  };
  const moved = () => drafts.store.getState()['partial/legal'];

  it('takes what was typed along', () => {
    drafts.edit('partial', 'footer', value('Typed'));
    move(value('Footer'));
    expect(draft()).toBeUndefined();
    runTimers();
    expect(puts.map(({ input }) => input)).toEqual([
      { kind: 'partial', key: 'legal', value: value('Typed'), baseRevision: 1 },
    ]);
  });

  it('takes along what cannot be saved yet, and what was on its way under the old key', async () => {
    drafts.edit('partial', 'footer', value('Typed'));
    runTimers();
    drafts.edit('partial', 'footer', value(''));
    move(value('Footer'));
    put(0).refuse(new CommandError('conflict', 'It was removed meanwhile.'));
    await settle();
    expect(draft()).toBeUndefined();
    expect(moved()).toMatchObject({ status: 'invalid', value: value('') });
  });

  it('undoes an edit of before under the key of now', async () => {
    drafts.edit('partial', 'footer', value('Typed'));
    runTimers();
    put(0).accept(2);
    await settle();
    move(value('Typed'));
    void history.undo();
    await settle();
    expect(put(1).input).toMatchObject({ key: 'legal', value: value('Footer') });
  });
});
