import { expect, it } from 'vitest';
import type { AttemptSummary, EngineClient, RunRecord } from '../../../core/contract/index.ts';
import { createApp } from '../../../renderer/stores/app.ts';
import { applyRun } from '../../../renderer/stores/runs.ts';

const run = (number: number, status: RunRecord['status']) => ({ id: `run-${number}`, number, status }) as RunRecord;

it('reads again how its runs went on while nothing was heard of them', async () => {
  const answers: Record<string, unknown> = {
    'workspace.get': { path: '/w', name: 'w', readOnlyReason: null },
    'catalogue.get': {},
    'documents.list': [],
    'workspace.problems': [],
    'receivers.states': [],
    'knockApi.state': {},
    'session.load': { session: {}, renamed: [] },
    'runs.list': { runs: [run(3, 'completed')], total: 1 },
    'runs.get': run(2, 'stopped'),
    'deliveries.missing': { runIds: ['run-1'], attemptIds: [] },
    'deliveries.list': { attempts: [{ id: 'a', sequence: 1, runId: 'run-2' } as AttemptSummary], hasMore: false },
  };
  const engine = {
    call: async (name: string) => answers[name],
    async *stream() {},
    on: () => () => {},
    onGap: () => () => {},
    onClose: () => () => {},
    close: () => {},
  } as unknown as EngineClient;
  const app = createApp(engine, () => Promise.resolve('window'));
  await app.load();
  for (const known of [run(1, 'completed'), run(2, 'running')]) app.runs.setState((state) => applyRun(state, known));
  await app.load();
  await expect
    .poll(() => Object.values(app.runs.getState().byId).map(({ id, status }) => `${id} ${status}`))
    .toEqual(['run-3 completed', 'run-2 stopped']);
  expect(app.runs.getState().liveAttempts.map(({ id }) => id)).toEqual(['a']);
  app.dispose();
});
