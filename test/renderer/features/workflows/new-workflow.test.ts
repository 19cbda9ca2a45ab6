import { expect, it } from 'vitest';
import { newWebhookStep } from '../../../../renderer/features/workflows/new-workflow.ts';

const defaults = {
  channelKey: 'invoices',
  webhookCollection: 'hooks',
  eventTypesProperty: 'events',
  eventTypeField: 'type',
};

it('a new step calls the webhooks that are enabled and ask for the event, whatever the workspace calls them', () => {
  const step = newWebhookStep([], defaults);
  expect(step).toMatchObject({ ref: 'http_1', channel_key: 'invoices' });
  expect(step.conditions).toEqual({
    all: [
      { variable: 'recipient.collection', operator: 'equal_to', argument: 'hooks' },
      { variable: 'recipient.enabled', operator: 'not_equal_to', argument: 'false' },
      { variable: 'recipient.events', operator: 'contains', argument: 'data.type' },
    ],
  });
  expect(newWebhookStep([step], defaults).ref).toBe('http_2');
});
