import { expect, test } from 'vitest';
import type { ReceivedSummary } from '../../../../core/contract/index.ts';
import { answerInFull, answerInShort } from '../../../../renderer/features/receivers/answer-words.ts';

type Row = [ReceivedSummary['answeredStatus'], ReceivedSummary['fault'], ReceivedSummary['ending'], string, string];

test.each<Row>([
  [200, null, 'done', '200', 'answered 200'],
  [null, null, null, 'no answer yet', 'no answer yet'],
  [null, 'no-answer', null, 'no answer yet', 'no answer yet'],
  [null, 'no-answer', 'sender-left', 'never answered', 'never answered: the sender left after 2.5 s'],
  [null, 'no-answer', 'receiver-stopped', 'never answered', 'never answered: the receiver was stopped after 2.5 s'],
  [null, null, 'sender-left', 'never answered', 'never answered: the sender left after 2.5 s'],
  [null, 'reset', 'done', 'reset', 'connection reset without an answer'],
  [null, 'close', 'done', 'closed', 'connection closed without an answer'],
  [null, 'garbage', 'done', 'garbage', 'answered with bytes that are no HTTP'],
  [202, 'truncate', 'done', '202, truncated', 'answered 202, cut off half-way through the body'],
  [200, 'throttle', null, '200, sending', 'answered 200 with a throttled body'],
  [200, 'throttle', 'done', '200, throttled', 'answered 200 with a throttled body'],
  [
    200,
    'oversize',
    'sender-left',
    '200, oversized',
    'answered 200 with an oversized body: the sender left after 2.5 s',
  ],
  [
    200,
    'endless-headers',
    'sender-left',
    '200, endless headers',
    'answered 200 with headers without end: the sender left after 2.5 s',
  ],
  [null, 'reset', 'sender-left', 'never answered', 'never answered: the sender left after 2.5 s'],
  [
    null,
    'no-answer',
    'cut-off',
    'never answered',
    'never answered: the receiver cut the connection off after 2.5 s, because too many requests waited on it',
  ],
])('%s, %s, %s: %s', (answeredStatus, fault, ending, short, full) => {
  const answer = {
    answeredStatus,
    fault,
    refusal: null,
    decidedBy: 'answer' as const,
    ending,
    receivedAtMs: 1000,
    endedAtMs: ending === null ? null : 3500,
  };
  expect(answerInShort(answer)).toBe(short);
  expect(answerInFull(answer)).toBe(full);
});

test('a body that was not kept is told in the list', () => {
  const answer = { fault: null, decidedBy: 'refusal', ending: 'done', receivedAtMs: 0, endedAtMs: 0 } as const;
  expect(answerInShort({ ...answer, answeredStatus: 413, refusal: 'body-too-large' })).toBe('413, too long');
  expect(answerInShort({ ...answer, answeredStatus: 503, refusal: 'no-room' })).toBe('503, no room');
});

test.each([
  ['sequence', '410', 'answered 410 (sequence)'],
  ['rate-limit', '410, limited', 'answered 410 (rate limit)'],
  ['signature', '410, signature', 'answered 410 (signature)'],
  [{ rule: 1 }, '410, rule 2', 'answered 410 (rule 2)'],
] as const)('what decided an answer is told: %s', (decidedBy, short, full) => {
  const answer = { fault: null, refusal: null, ending: 'done', receivedAtMs: 0, endedAtMs: 0 } as const;
  expect(answerInShort({ ...answer, answeredStatus: 410, decidedBy })).toBe(short);
  expect(answerInFull({ ...answer, answeredStatus: 410, decidedBy })).toBe(full);
});
