import { expect, test } from 'vitest';
import { isSampleChosen, readSampleKey, type SampleChoice, sampleKey } from '../../../core/contract/index.ts';

test.each<[string, SampleChoice]>([
  ['task.completed', { eventType: 'task.completed', sample: null }],
  ['task.completed/Task done', { eventType: 'task.completed', sample: 'Task done' }],
  ['project:created/With a / in it', { eventType: 'project:created', sample: 'With a / in it' }],
])('%j is written and read', (key, choice) => {
  expect([sampleKey(choice), readSampleKey(key)]).toEqual([key, choice]);
});

test.each(['', '/', '/Task done', 'task.completed/', 'task completed'])('%j names no sample', (text) => {
  expect(readSampleKey(text)).toBeNull();
});

test('a choice takes in single samples, event types with all of theirs, or everything', () => {
  const choices = [
    { eventType: 'a', sample: 'one' },
    { eventType: 'b', sample: null },
  ];
  const asked: [string, string | null][] = [
    ['a', 'one'],
    ['a', 'two'],
    ['a', null],
    ['b', 'two'],
    ['c', null],
  ];
  expect(asked.map(([eventType, sample]) => isSampleChosen(choices, eventType, sample))).toEqual([
    true,
    false,
    true,
    true,
    false,
  ]);
  expect(isSampleChosen(null, 'c', 'one')).toBe(true);
  expect(isSampleChosen([], 'c', null)).toBe(false);
});
