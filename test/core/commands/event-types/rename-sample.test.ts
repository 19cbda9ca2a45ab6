import { expect, it } from 'vitest';
import { withEventSample, withSampleName } from '../../../../core/commands/event-types/rename-sample.ts';
import type { EventType, Scenario } from '../../../../core/model/index.ts';

const scenario: Scenario = {
  name: 'S',
  description: '',
  workflow: 'w',
  environment: 'development',
  recipients: ['ada'],
  actor: null,
  tenant: null,
  event: { type: 'task.done', sample: 'One' },
  clock: 'virtual',
  seed: 1,
  receivers: [],
  expectations: [],
};

it('renames the first sample of the name, and keeps its text', () => {
  const value: EventType = {
    description: '',
    schema: {},
    examples: [
      { name: 'One', payload: { a: 1 }, text: '{"a":1.0}' },
      { name: 'One', payload: {} },
    ],
  };
  expect(withSampleName(value, 'One', 'Two').examples).toEqual([
    { name: 'Two', payload: { a: 1 }, text: '{"a":1.0}' },
    { name: 'One', payload: {} },
  ]);
});

it('takes along the scenarios that use it, and no others', () => {
  expect(withEventSample(scenario, 'task.done', 'One', 'Two')?.event).toEqual({ type: 'task.done', sample: 'Two' });
  expect(withEventSample(scenario, 'task.done', 'Other', 'Two')).toBeNull();
  expect(withEventSample(scenario, 'task.made', 'One', 'Two')).toBeNull();
  expect(withEventSample({ ...scenario, event: { data: {} } }, 'task.done', 'One', 'Two')).toBeNull();
});
