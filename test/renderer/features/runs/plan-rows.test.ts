import { describe, expect, test } from 'vitest';
import type { PlannedRecipient } from '../../../../core/contract/index.ts';
import { conditionText, planRows } from '../../../../renderer/features/runs/plan-rows.ts';

const condition: PlannedRecipient['conditions'][number] = {
  condition: { variable: 'recipient.event_types', operator: 'contains', argument: '{{ data.eventType }}' },
  owner: 'channel customer-webhook',
  isMet: false,
  actual: ['project.created'],
  expected: 'task.completed',
  note: null,
};

function planned(ordinal: number, conditions: PlannedRecipient['conditions']): PlannedRecipient {
  return {
    ordinal,
    recipient: 'user:ada',
    via: null,
    displayName: 'Ada',
    willSend: false,
    messageCount: 0,
    method: null,
    url: null,
    bodySizeBytes: null,
    isSigned: false,
    reason: null,
    conditions,
  };
}

describe('planRows', () => {
  const all = [planned(0, [condition, condition]), planned(1, [])];

  test('only an open recipient shows its conditions', () => {
    expect(planRows(all, new Set()).map(({ kind }) => kind)).toEqual(['recipient', 'recipient']);
    const rows = planRows(all, new Set([0, 1]));
    expect(rows.map(({ kind }) => kind)).toEqual(['recipient', 'condition', 'condition', 'recipient', 'note']);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });
});

describe('conditionText', () => {
  test('says what was wanted and what there was', () => {
    expect(conditionText(condition)).toBe('recipient.event_types contains "task.completed": it is ["project.created"]');
  });

  test('says why where the values do not tell, and leaves out an argument that means nothing', () => {
    const missing = { variable: 'recipient.plan', operator: 'not_empty', argument: '' } as const;
    expect(
      conditionText({ ...condition, condition: missing, actual: '', note: 'There is nothing at this path.' }),
    ).toBe('recipient.plan is not empty: There is nothing at this path.');
  });

  test('says nothing of a value that nobody looked at', () => {
    expect(conditionText({ ...condition, isMet: null })).toBe('recipient.event_types contains {{ data.eventType }}');
  });
});
