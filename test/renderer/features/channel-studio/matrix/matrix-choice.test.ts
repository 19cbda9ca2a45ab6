import { expect, it, test } from 'vitest';
import { matrixRequest } from '../../../../../renderer/features/channel-studio/matrix/matrix-choice.ts';
import {
  sampleKeyOf,
  sampleKeys,
  sampleLabel,
} from '../../../../../renderer/features/channel-studio/matrix/sample-labels.ts';

it('asks for all where nothing is chosen, and else for what is', () => {
  expect(matrixRequest('development', { channels: [], samples: [], recipients: [] })).toEqual({
    environment: 'development',
    channels: null,
    samples: null,
    recipients: null,
  });
  expect(
    matrixRequest('development', {
      channels: ['orders', 'billing/http_1'],
      samples: ['order.paid', 'task.completed/Task done'],
      recipients: ['user:ada', 'project_webhooks/prod-hook'],
    }),
  ).toEqual({
    environment: 'development',
    channels: ['orders', 'billing/http_1'],
    samples: [
      { eventType: 'order.paid', sample: null },
      { eventType: 'task.completed', sample: 'Task done' },
    ],
    recipients: ['ada', { collection: 'project_webhooks', id: 'prod-hook' }],
  });
});

test('an event type is offered before its samples, and one without samples is not', () => {
  const value = (...names: string[]) => ({
    description: '',
    schema: {},
    examples: names.map((name) => ({ name, payload: {} })),
  });
  const eventTypes = [
    { key: 'order.paid', value: value('Large', 'Small') },
    { key: 'order.void', value: value() },
  ];
  expect(sampleKeys(eventTypes).map(sampleLabel)).toEqual(['order.paid', 'order.paid · Large', 'order.paid · Small']);
});

test.each(['order.paid', 'order.paid/Large', 'order.paid/A · B', 'order.paid/A / B'])(
  '%j is read from its label',
  (key) => {
    expect(sampleKeyOf(sampleLabel(key))).toBe(key);
    expect(sampleKeyOf(key)).toBe(key);
  },
);
