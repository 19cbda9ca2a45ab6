import { expect, test } from 'vitest';
import { createFollowedEnvironments } from '../../../../core/commands/environments/followed-environments.ts';

test('an environment counts for as long as one window has it', async () => {
  const followed = createFollowedEnvironments();
  const seen: string[][] = [];
  followed.onChange(() => seen.push(followed.list()));
  const [one, two, three] = [new AbortController(), new AbortController(), new AbortController()];
  const ends = [
    followed.follow('production', one.signal),
    followed.follow('development', two.signal),
    followed.follow('production', three.signal),
  ];
  expect(followed.list()).toEqual(['development', 'production']);
  one.abort();
  await ends[0];
  expect(followed.list()).toEqual(['development', 'production']);
  three.abort();
  two.abort();
  await Promise.all(ends);
  expect(followed.list()).toEqual([]);
  expect(seen).toEqual([['production'], ['development', 'production'], ['development'], []]);
  await followed.follow('production', AbortSignal.abort());
  expect(followed.list()).toEqual([]);
});
