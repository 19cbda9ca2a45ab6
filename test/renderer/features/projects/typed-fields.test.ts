import { describe, expect, it } from 'vitest';
import type { ObjectRecord } from '../../../../core/contract/index.ts';
import { unfitFields, withoutSaved, writeFitFields } from '../../../../renderer/features/projects/typed-fields.ts';
import { readWebhook } from '../../../../renderer/features/projects/webhook-model.ts';

const webhook: ObjectRecord = {
  collection: 'project_webhooks',
  id: 'new-webhook',
  properties: { name: 'New webhook', url: '', events: [], enabled: true, signing_key: '{{ vars.key }}' },
};
const stored = readWebhook(webhook, 'events');

describe('what was typed into a webhook’s form', () => {
  it('is saved field by field: a missing or unfit URL holds no name back', () => {
    const typed = { name: 'Ledger', url: 'htp:/nowhere', eventTypes: ['invoice.paid'] };
    expect(writeFitFields(webhook, typed, 'events').properties).toEqual({
      ...webhook.properties,
      name: 'Ledger',
      events: ['invoice.paid'],
    });
    expect(unfitFields(typed, stored)).toEqual({ url: 'htp:/nowhere' });
    expect(withoutSaved(typed, typed, { url: 'htp:/nowhere' })).toEqual({ url: 'htp:/nowhere' });
  });

  it('is not unfit where it is what is stored: a new webhook has no URL', () => {
    expect(unfitFields({ name: 'Ledger', url: '' }, stored)).toBeNull();
  });

  it('keeps what stands in the file for JSON that cannot be read', () => {
    const typed = { otherText: '{"plan":', enabled: false };
    expect(writeFitFields(webhook, typed, 'events').properties).toEqual({ ...webhook.properties, enabled: false });
    expect(unfitFields(typed, stored)).toEqual({ otherText: '{"plan":' });
  });

  it('goes on when it was typed while another text was being saved', () => {
    expect(withoutSaved({ name: 'Ledger 2' }, { name: 'Ledger' }, null)).toEqual({ name: 'Ledger 2' });
    expect(withoutSaved({ name: 'Ledger' }, { name: 'Ledger' }, null)).toBeNull();
    const left = { url: 'htp:/nowhere' };
    expect(withoutSaved(left, left, left)).toBe(left);
  });
});
