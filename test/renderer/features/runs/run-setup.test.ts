import { describe, expect, test } from 'vitest';
import {
  defaultConcurrency,
  type RunRequest,
  requestOfScenario,
  scenarioSchema,
} from '../../../../core/contract/index.ts';
import { firstSetup } from '../../../../renderer/features/runs/first-setup.ts';
import {
  findSetupProblems,
  readSetup,
  scenarioOfSetup,
  setupOfRun,
} from '../../../../renderer/features/runs/run-setup.ts';
import { request, runRecord, settings } from './fixtures.ts';

describe('findSetupProblems', () => {
  test('none for a set-up that the engine would take', () => {
    expect(findSetupProblems(request)).toEqual({});
  });

  test('names every field that is missing or wrong', () => {
    const wrong: RunRequest = {
      ...request,
      workflow: '',
      recipients: [],
      tenant: 'a/b',
      clock: { scale: 0 },
      seed: -1,
      concurrency: { run: 0, origin: 1 },
    };
    expect(Object.keys(findSetupProblems(wrong)).sort()).toEqual([
      'clock',
      'concurrency',
      'recipients',
      'seed',
      'tenant',
      'workflow',
    ]);
  });
});

describe('setupOfRun', () => {
  test('takes an event apart again', () => {
    expect(setupOfRun(runRecord(), settings)).toEqual({
      ...request,
      event: { type: 'task.completed', payload: { id: 1 } },
    });
  });

  test('has the digits that the run was started with, of the payload and of inline recipients', () => {
    const run = runRecord();
    const again = setupOfRun(
      {
        ...run,
        trigger: {
          ...run.trigger,
          dataText: '{"eventType":"task.completed","payload":{"id":1.00}}',
          recipients: [{ id: 'eve', n: 1 }],
          recipientsText: '[{"id":"eve","n":1.0}]',
        },
      },
      settings,
    );
    expect(again.event).toMatchObject({ type: 'task.completed', payloadText: '{\n  "id": 1.00\n}' });
    expect(again.recipientsText).toContain('1.0');
    expect(findSetupProblems(again)).toEqual({});
    expect(readSetup(JSON.stringify(again))).toEqual(again);
  });

  test.each([
    ['more than the event', { eventType: 'x', payload: {}, more: 1 }],
    ['no type', { payload: {} }],
    ['a list for a payload', { eventType: 'x', payload: [] }],
  ])('keeps data that holds %s as it is', (_name, data) => {
    const run = runRecord();
    expect(setupOfRun({ ...run, trigger: { ...run.trigger, data } }, settings).event).toEqual({ data });
  });
});

test('a scenario made of a set-up is fit to save and gives the set-up back', () => {
  const scenario = scenarioOfSetup(request);
  expect(scenarioSchema.parse(scenario)).toEqual(scenario);
  expect(requestOfScenario('key', scenario)).toEqual({ ...request, scenario: 'key' });
});

test('a scenario says nothing of limits that are the usual ones, and keeps all others', () => {
  expect(scenarioOfSetup({ ...request, concurrency: defaultConcurrency })).not.toHaveProperty('concurrency');
  const concurrency = { ...defaultConcurrency, perSecond: 5 };
  expect(requestOfScenario('key', scenarioOfSetup({ ...request, concurrency })).concurrency).toEqual(concurrency);
});

describe('readSetup', () => {
  test('takes back what a tab remembered, unfinished ones too', () => {
    const unfinished: RunRequest = { ...request, workflow: '', recipients: [] };
    expect(readSetup(JSON.stringify(request))).toEqual(request);
    expect(readSetup(JSON.stringify(unfinished))).toEqual(unfinished);
  });

  test.each(['', 'null', '[]', '{}', '{"workflow":1}'])('refuses %j', (text) => {
    expect(readSetup(text)).toBeNull();
  });
});

describe('firstSetup', () => {
  const example = { name: 'Sample', payload: {} };
  const eventTypes = [
    { key: 'bare', value: { description: '', schema: {}, examples: [] } },
    { key: 'task.completed', value: { description: '', schema: {}, examples: [example] } },
  ];

  test('is ready to run where there is something to run', () => {
    const facts = { workflowKey: '', workflows: ['first', 'second'], environment: 'development', settings };
    const setup = firstSetup({ ...facts, eventTypes, projectIds: ['acme'] });
    expect(findSetupProblems(setup)).toEqual({});
    expect(setup).toMatchObject({
      workflow: 'first',
      event: { type: 'task.completed', sample: 'Sample' },
      recipients: [{ collection: 'projects', id: 'acme' }],
    });
    expect(firstSetup({ ...facts, workflowKey: 'second', eventTypes, projectIds: [] }).workflow).toBe('second');
  });

  test('an empty workspace gives a set-up whose problems say what is missing', () => {
    const facts = { workflowKey: '', workflows: [], eventTypes: [], environment: 'development', projectIds: [] };
    expect(Object.keys(findSetupProblems(firstSetup({ ...facts, settings }))).sort()).toEqual([
      'recipients',
      'workflow',
    ]);
  });
});
