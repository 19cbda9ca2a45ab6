import { expect, it } from 'vitest';
import { commands } from '../../../../core/contract/commands.ts';
import type { RunRecord } from '../../../../core/contract/index.ts';
import { removeRuns } from '../../../../renderer/features/runs/remove-runs.ts';
import type { App } from '../../../../renderer/stores/app.ts';

const run = (number: number) => ({ id: `run-${number}`, number }) as RunRecord;

/** A log of that many runs behind the contract, which refuses what the engine would. */
function appWithRuns(count: number) {
  let left = Array.from({ length: count }, (_, index) => run(count - index));
  const toasts: string[] = [];
  const call = async (name: 'runs.list' | 'runs.remove', given: unknown) => {
    if (name === 'runs.list') {
      const { beforeNumber, limit } = commands[name].input.parse(given);
      const runs = left.filter(({ number }) => beforeNumber === null || number < beforeNumber);
      return { runs: runs.slice(0, limit), total: left.length };
    }
    const { runIds } = commands[name].input.parse(given);
    left = left.filter(({ id }) => !runIds.includes(id));
    return { runs: runIds.length, attempts: 0 };
  };
  const app = { engine: { call }, toast: (text: string) => toasts.push(text) } as unknown as App;
  return { app, toasts, numbers: () => left.map(({ number }) => number) };
}

it('one run goes, and it is said which', async () => {
  const { app, toasts, numbers } = appWithRuns(3);
  await removeRuns(app, { run: run(2), what: 'this' });
  expect(numbers()).toEqual([3, 1]);
  expect(toasts).toEqual(['Run 2 was deleted.']);
});

it('all before a run go, however many, and it stays', async () => {
  const { app, toasts, numbers } = appWithRuns(1_203);
  await removeRuns(app, { run: run(1_202), what: 'older' });
  expect(numbers()).toEqual([1_203, 1_202]);
  expect(toasts).toEqual(['1,201 runs were deleted.']);
});
