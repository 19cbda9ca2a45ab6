import { expect, test } from 'vitest';
import type { AttemptSummary } from '../../../../core/contract/index.ts';
import { newestAttempts } from '../../../../renderer/features/projects/newest-attempts.ts';

const attempt = (recipient: string, sequence: number, runId = 'here') =>
  ({ recipient, sequence, runId }) as AttemptSummary;

test('the newest attempt of each webhook, whether the log told of it or the run under way', () => {
  const logged = [attempt('w/a', 5), attempt('w/b', 9)];
  const live = [
    attempt('w/a', 7),
    attempt('w/a', 6),
    attempt('w/b', 8),
    attempt('w/c', 10),
    attempt('w/b', 11, 'elsewhere'),
  ];
  const newest = newestAttempts(logged, live, (runId) => runId === 'here');
  expect([...newest].map(([recipient, { sequence }]) => [recipient, sequence])).toEqual([
    ['w/a', 7],
    ['w/b', 9],
    ['w/c', 10],
  ]);
});
