import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { ReceiverRule } from '../../../../core/contract/index.ts';
import { followMovedRules } from '../../../../renderer/features/receivers/moved-rules.ts';

const rule = (): ReceiverRule => ({ when: [], answer: { status: 400, headers: [], body: '', latencyMs: 0 } });
const [first, second, third] = [rule(), rule(), rule()];
const before = [first, second, third];
const typed = (text: string) => ({ text, value: 400 });

test.each<[string, ReceiverRule[], Record<string, string>]>([
  ['moved', [second, first, third], { 'rules.1.answer.typedStatus': '4o', 'rules.2.answer.typedLatency': '-' }],
  ['removed', [second, third], { 'rules.1.answer.typedLatency': '-' }],
  [
    'with a new one before them',
    [rule(), ...before],
    { 'rules.1.answer.typedStatus': '4o', 'rules.3.answer.typedLatency': '-' },
  ],
  [
    'copied',
    [first, first, second, third],
    {
      'rules.0.answer.typedStatus': '4o',
      'rules.1.answer.typedStatus': '4o',
      'rules.3.answer.typedLatency': '-',
    },
  ],
])('what is half typed goes with its rule: %s', (_name, after, expected) => {
  const memory = {
    section: 'rules',
    typedStatus: typed('own'),
    'rules.0.answer.typedStatus': typed('4o'),
    'rules.2.answer.typedLatency': typed('-'),
  };
  const session = createStore(() => ({ tabState: { receiver: memory, other: { 'rules.0.x': 1 } } }));
  followMovedRules({ session } as never, 'receiver', before, after);
  const moved = Object.fromEntries(Object.entries(expected).map(([name, text]) => [name, typed(text)]));
  expect(session.getState().tabState).toEqual({
    receiver: { section: 'rules', typedStatus: typed('own'), ...moved },
    other: { 'rules.0.x': 1 },
  });
});
