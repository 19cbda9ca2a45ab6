import { expect, test } from 'vitest';
import type { RequestMatch } from '../../../../core/contract/index.ts';
import { matchClaim, ruleClaim } from '../../../../renderer/features/receivers/rule-words.ts';

const match = (
  part: RequestMatch['part'],
  name: string,
  test: RequestMatch['test'] = 'equals',
  value = 'x',
): RequestMatch => ({ part, name, test, value });

test.each<[RequestMatch, string]>([
  [match('method', 'left over', 'equals', 'POST'), 'method equals POST'],
  [match('header', 'x-kind', 'does-not-contain', 'json'), 'header x-kind does not contain json'],
  [match('query', 'tag', 'is-absent', 'left over'), 'query tag is not there'],
  [match('body', 'data.type', 'equals', ''), 'body data.type equals ""'],
  [match('body', '', 'contains', 'a b'), 'body contains a b'],
])('a condition in words: %o', (one, claim) => {
  expect(matchClaim(one)).toBe(claim);
});

test('a rule is all of its conditions', () => {
  expect(ruleClaim({ when: [match('method', ''), match('body', 'type')] })).toBe(
    'method equals x and body type equals x',
  );
});
