import { describe, expect, it } from 'vitest';
import {
  type AttemptSummary,
  CommandError,
  type EngineClient,
  type ReceivedSummary,
  type RunRecord,
} from '../../../core/contract/index.ts';
import { createData, webhooksId } from '../../../renderer/stores/data.ts';
import { sortProblems, tabOfProblem } from '../../../renderer/stores/problems.ts';
import {
  applyReceived,
  applyReceiverStates,
  clearReceived,
  countRunning,
  createReceiversStore,
  liveRequestLimit,
  selectLastReceiver,
} from '../../../renderer/stores/receivers.ts';
import {
  applyAttempts,
  applyMissedAttempts,
  applyRun,
  createRunsStore,
  liveAttemptLimit,
  removeRuns,
  selectLatestRun,
} from '../../../renderer/stores/runs.ts';
import {
  createToastsStore,
  dismissFailuresAt,
  dismissOffers,
  leaveRow,
  selectRowFailure,
  showAtRow,
  showFailure,
  showToast,
} from '../../../renderer/stores/toasts.ts';

const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

describe('runs', () => {
  // Only what the store looks at.
  const attempt = (sequence: number) => ({ id: `attempt-${sequence}`, sequence }) as AttemptSummary;
  const run = (number: number, status: RunRecord['status'] = 'running') =>
    ({ id: `run-${number}`, number, status }) as RunRecord;

  it('keeps the newest attempts, newest first, and no more than its limit', () => {
    const first = applyAttempts(createRunsStore().getState(), { runId: 'r', attempts: [attempt(1), attempt(2)] });
    expect(first.liveAttempts.map((entry) => entry.sequence)).toEqual([2, 1]);
    const many = Array.from({ length: liveAttemptLimit }, (_, index) => attempt(index + 3));
    const full = applyAttempts(first, { runId: 'r', attempts: many });
    expect(full.liveAttempts).toHaveLength(liveAttemptLimit);
    expect(full.liveAttempts[0]?.sequence).toBe(liveAttemptLimit + 2);
    expect(full.liveAttempts.at(-1)?.sequence).toBe(3);
  });

  it('takes in the attempts that it was not told of', () => {
    const told = applyAttempts(createRunsStore().getState(), { runId: 'r', attempts: [attempt(1), attempt(4)] });
    const { liveAttempts } = applyMissedAttempts(told, [4, 3, 2].map(attempt));
    expect(liveAttempts.map(({ sequence }) => sequence)).toEqual([4, 3, 2, 1]);
    expect(applyMissedAttempts(told, [attempt(4)])).toBe(told);
  });

  it('forgets removed runs with their attempts, and speaks of the newest that is left', () => {
    const begun = [1, 2, 3].reduce((state, number) => applyRun(state, run(number)), createRunsStore().getState());
    const attempts = [1, 2].map((sequence) => ({ ...attempt(sequence), runId: `run-${sequence + 1}` }));
    const left = removeRuns(applyAttempts(begun, { runId: 'r', attempts }), { runIds: ['run-3', 'run-9'] });
    expect(left.liveAttempts.map(({ sequence }) => sequence)).toEqual([1]);
    expect(selectLatestRun(left)?.number).toBe(2);
    const none = removeRuns(left, { runIds: ['run-1', 'run-2'] });
    expect(none).toEqual(createRunsStore().getState());
  });

  it('speaks of the run with the highest number, in its latest state', () => {
    const state = [run(2), run(1), run(2, 'completed')].reduce(applyRun, createRunsStore().getState());
    expect(selectLatestRun(state)).toMatchObject({ number: 2, status: 'completed' });
  });
});

describe('receivers', () => {
  const stateOf = (receiver: string, status: 'running' | 'stopped') => ({
    receiver,
    status,
    url: null,
    problem: null,
    receivedCount: 0,
    invalidCount: 0,
    lastReceivedAtMs: null,
    missed: null,
  });
  const request = (number: number) => ({ receiver: 'prod', number }) as ReceivedSummary;

  it('counts those that run', () => {
    const initial = createReceiversStore().getState();
    const up = applyReceiverStates(initial, [stateOf('a', 'running'), stateOf('b', 'running')]);
    expect(countRunning(up)).toBe(2);
    expect(countRunning(applyReceiverStates(up, [stateOf('a', 'stopped')]))).toBe(1);
  });

  it('keeps what came in, newest first and bounded, until it is cleared', () => {
    const numbers = Array.from({ length: liveRequestLimit + 5 }, (_, index) => request(index + 1));
    const state = numbers.reduce(applyReceived, createReceiversStore().getState());
    expect(state.live.prod).toHaveLength(liveRequestLimit);
    expect(state.live.prod?.[0]?.number).toBe(liveRequestLimit + 5);
    expect(clearReceived(state, 'prod').live.prod).toBeUndefined();
  });

  it('knows which one received last, before the window opened or since', () => {
    const initial = createReceiversStore().getState();
    const keys = ['empty', 'early', 'late', 'elsewhere'];
    expect(selectLastReceiver(initial, keys)).toBeNull();
    const told = applyReceiverStates(initial, [
      stateOf('empty', 'running'),
      { ...stateOf('early', 'stopped'), lastReceivedAtMs: 10 },
      { ...stateOf('late', 'running'), lastReceivedAtMs: 20 },
    ]);
    expect(selectLastReceiver(told, keys)).toBe('late');
    const since = applyReceived(told, { ...request(1), receiver: 'early', receivedAtMs: 30 });
    expect(selectLastReceiver(since, keys)).toBe('early');
    expect(selectLastReceiver(since, ['empty', 'late'])).toBe('late');
  });
});

describe('data', () => {
  it('shows the old rows while it reads again, and ignores an answer that was overtaken', async () => {
    const answers: ((rows: unknown) => void)[] = [];
    const ask = () => new Promise<unknown>((resolve) => answers.push(resolve));
    const call = ask as unknown as EngineClient['call'];
    const data = createData({ call });
    const read = () => data.store.getState().webhooks[webhooksId('development', 'acme')];
    data.wantWebhooks('development', 'acme');
    data.wantWebhooks('development', 'acme');
    expect(answers).toHaveLength(1);
    answers[0]?.(['one']);
    await settle();
    expect(read()).toMatchObject({ rows: ['one'], status: 'ready' });

    data.invalidate('development');
    data.invalidate('development');
    expect(read()).toMatchObject({ rows: ['one'], status: 'loading' });
    answers[2]?.(['three']);
    answers[1]?.(['two']);
    await settle();
    expect(read()).toMatchObject({ rows: ['three'], status: 'ready' });
    expect(data.store.getState().versions).toEqual({ development: 2 });
  });

  it('shows an object that was renamed while the list was being read under its new id', async () => {
    let answer: ((rows: unknown) => void) | undefined;
    const ask = () => new Promise<unknown>((resolve) => (answer = resolve));
    const data = createData({ call: ask as unknown as EngineClient['call'] });
    data.wantProjects('development');
    data.rename({
      kind: 'recipient',
      environment: 'development',
      collection: 'projects',
      from: 'new-project',
      to: 'acme',
    });
    data.rename({ kind: 'recipient', environment: 'production', collection: 'projects', from: 'other', to: 'else' });
    answer?.([
      { object: { collection: 'projects', id: 'new-project' } },
      { object: { collection: 'projects', id: 'other' } },
    ]);
    await settle();
    const { rows } = data.store.getState().projects.development ?? { rows: [] };
    expect(rows.map(({ object }) => object.id)).toEqual(['acme', 'other']);
  });

  it('leaves other environments alone', () => {
    const asked: string[] = [];
    const call = ((name: string) => {
      asked.push(name);
      return new Promise(() => undefined);
    }) as EngineClient['call'];
    const data = createData({ call });
    data.wantProjects('development');
    data.invalidate('production');
    expect(asked).toEqual(['projects.list']);
  });
});

describe('problems', () => {
  const problem = (file: string, severity: 'error' | 'warning', line: number | null = null) => ({
    severity,
    file,
    message: '',
    field: null,
    line,
    column: null,
  });

  it('come errors first, then by file and line', () => {
    const sorted = sortProblems([
      problem('b', 'warning'),
      problem('b', 'error', 9),
      problem('b', 'error', 2),
      problem('a', 'error'),
    ]);
    expect(sorted.map((entry) => `${entry.severity} ${entry.file} ${entry.line}`)).toEqual([
      'error a null',
      'error b 2',
      'error b 9',
      'warning b null',
    ]);
  });

  it('lead to the tab of their document', () => {
    expect(tabOfProblem(problem('channels/hook/body.liquid', 'error'))).toEqual({ kind: 'channel', key: 'hook' });
    expect(tabOfProblem(problem('event-types/%55p.date.json', 'error'))).toEqual({
      kind: 'event-type',
      key: 'Up.date',
    });
    expect(tabOfProblem(problem('hookbench.json', 'error'))).toBeNull();
  });
});

it('failures keep their place beside confirmations, and one that is met again stands there once', () => {
  const store = createToastsStore();
  const failure = (message: string) => new CommandError('disk-error', message);
  showFailure(store, 'Not done', failure('The disk is full.'));
  for (const text of ['a', 'b', 'c', 'd']) showToast(store, text);
  showFailure(store, 'Not done', failure('The folder is gone.'));
  showFailure(store, 'Not done', failure('The disk is full.'));
  dismissOffers(store);
  expect(store.getState().toasts.map((toast) => (toast.kind === 'failure' ? toast.error.message : toast.text))).toEqual(
    ['b', 'c', 'd', 'The folder is gone.', 'The disk is full.'],
  );
});

it('a failure at a row is shown by one list with that row, and stands with the others without one', () => {
  const store = createToastsStore();
  const id = showFailure(store, 'Not done', new CommandError('disk-error', 'The disk is full.'), 'channel:orders');
  const place = () => selectRowFailure(store.getState())?.shownIn;
  expect(place()).toBeNull();
  showAtRow(store, id, 'tree', false);
  showAtRow(store, id, 'table', false);
  expect(place()).toBe('tree');
  showAtRow(store, id, 'table', true);
  leaveRow(store, id, 'tree');
  expect(place()).toBe('table');
  leaveRow(store, id, 'table');
  expect(place()).toBeNull();
  dismissFailuresAt(store, 'channel:other');
  expect(place()).toBeNull();
  dismissFailuresAt(store, 'channel:orders');
  expect(place()).toBeUndefined();
});

it('an offer to undo goes when it would undo something else; plain confirmations stay', () => {
  const store = createToastsStore();
  showToast(store, 'saved');
  showToast(store, 'deleted', { label: 'Undo', run: () => undefined });
  dismissOffers(store);
  expect(store.getState().toasts.map((toast) => toast.text)).toEqual(['saved']);
});
