import { describe, expect, test } from 'vitest';
import { listRows, rowIdOf } from '../../../../renderer/features/runs/list-rows.ts';
import { mergeRuns } from '../../../../renderer/features/runs/merge-runs.ts';
import { scenarioOfSetup } from '../../../../renderer/features/runs/run-setup.ts';
import { request, runRecord, settings } from './fixtures.ts';

const scenario = { kind: 'scenario', key: 'nightly', revision: 1, value: scenarioOfSetup(request) } as const;
const runs = [runRecord({ number: 2 }), runRecord({ number: 1 })];
const facts = { scenarios: [scenario], runs, settings, filter: '', folded: [] };

describe('listRows', () => {
  test('scenarios first, then runs, each under its heading', () => {
    expect(listRows(facts).map(rowIdOf)).toEqual([
      'heading:scenarios',
      'scenario:nightly',
      'heading:runs',
      'run:run-2',
      'run:run-1',
    ]);
  });

  test('folded headings keep their counts and hide their rows', () => {
    const rows = listRows({ ...facts, folded: ['runs'] });
    expect(rows.map(rowIdOf)).toEqual(['heading:scenarios', 'scenario:nightly', 'heading:runs']);
    expect(rows.at(-1)).toMatchObject({ count: 2 });
  });

  test('the filter looks at number, event and workflow; a heading without rows goes', () => {
    expect(listRows({ ...facts, filter: 'Run 2' }).map(rowIdOf)).toEqual(['heading:runs', 'run:run-2']);
    expect(listRows({ ...facts, filter: 'nothing' })).toEqual([]);
  });
});

test('mergeRuns lists each run once, newest first, as the second list has it', () => {
  const merged = mergeRuns(runs, [runRecord({ number: 2, status: 'stopped' }), runRecord({ number: 3 })]);
  expect(merged.map(({ number, status }) => [number, status])).toEqual([
    [3, 'completed'],
    [2, 'stopped'],
    [1, 'completed'],
  ]);
});
