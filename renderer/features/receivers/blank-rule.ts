import type { ReceiverRule, RequestMatch } from '../../../core/contract/index.ts';

export const blankMatch: RequestMatch = { part: 'body', name: '', test: 'equals', value: '' };

export const blankRule: ReceiverRule = {
  when: [blankMatch],
  answer: { status: 400, headers: [], body: '', latencyMs: 0 },
};
