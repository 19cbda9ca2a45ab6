import { expect, test } from 'vitest';
import { alignRuns } from '../../../../../renderer/features/runs/comparison/align-runs.ts';
import { attempt } from '../../deliveries/fixtures.ts';
import { recipientRow } from '../fixtures.ts';

const row = (id: string, part: Parameters<typeof recipientRow>[0] = {}) =>
  recipientRow({ recipient: `project_webhooks/${id}`, displayName: id, ...part });
const answered = (status: number) => ({ attempts: [attempt({ sequence: 1, status })] });

test('recipients stand beside themselves, whatever their order, and those of one run alone too', () => {
  const left = [row('a', answered(200)), row('b', answered(200)), row('gone', answered(200))];
  const right = [row('new', answered(200)), row('b', answered(202)), row('a', answered(200))];
  expect(
    alignRuns(left, right).map(({ name, left: one, right: other, isSame }) => [name, !!one, !!other, isSame]),
  ).toEqual([
    ['a', true, true, true],
    ['b', true, true, false],
    ['gone', true, false, false],
    ['new', false, true, false],
  ]);
});

test('they ended alike when the same is said of them: times are no difference, attempts are', () => {
  const failed = attempt({ sequence: 1, status: 500, verdict: 'retry' });
  const again = { attempts: [failed, attempt({ sequence: 2, number: 2 })] };
  const isSame = (one: object, other: object) => alignRuns([row('a', one)], [row('a', other)])[0]?.isSame;
  expect(isSame({ ...answered(200), startedAtMs: 1 }, { ...answered(200), startedAtMs: 2 })).toBe(true);
  expect(isSame(answered(200), again)).toBe(false);
  expect(isSame({ status: 'skipped' }, answered(200))).toBe(false);
});
