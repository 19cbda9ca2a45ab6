import { type ConditionOperator, conditionPrefixes } from '../../core/contract/index.ts';

/** Words of the conditions editor. */
export const conditionWords = {
  none: 'No conditions: it always applies.',
  condition: 'Condition',
  add: 'Add condition',
  addGroup: 'Add group',
  remove: 'Remove condition',
  match: 'Match',
  all: 'all of these',
  any: 'any of these',
  allOfGroup: 'All of this group',
  variable: 'Variable',
  operator: 'Operator',
  argument: 'Value',
  variablePlaceholder: 'recipient.event_types',
  argumentPlaceholder: 'text, JSON or a path',
  argumentPlaceholders: {
    contains_all: '["one", "other"]',
    not_contains_all: '["one", "other"]',
    is_timestamp_before: '2026-01-31T12:00:00Z or 7 days ago',
    is_timestamp_on_or_after: '2026-01-31T12:00:00Z or 7 days ago',
    is_timestamp_between: '["2026-01-01", "2026-02-01"]',
    is_between: '[5, 7]',
  } as Partial<Record<ConditionOperator, string>>,
  problems: {
    missing: 'This is still blank.',
    'no-path': `Begin with ${conditionPrefixes.map((prefix) => `${prefix}.`).join(', ')}; what is triggered is under data.`,
    'no-time': 'Write a time such as 2026-01-31T12:00:00Z, one such as "7 days ago" (15 minutes at least), or a path.',
    'no-times': 'Write a list of two times: ["2026-01-01", "2026-02-01"].',
    'no-numbers': 'Write a list of two numbers: [5, 7].',
  },
  and: 'and',
  or: 'or',
  changeToAllLosesGroups: 'Groups are opened up when all conditions must hold.',
} as const;
