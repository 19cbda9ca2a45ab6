import { expect, test } from 'vitest';
import { chosenRecipients } from '../../../../core/commands/studio/matrix-choice.ts';
import type { ObjectReference } from '../../../../core/model/index.ts';

type Context = Parameters<typeof chosenRecipients>[0];

/** An environment with so many hooks and nothing else. */
function contextWith(hooks: readonly string[]): Context {
  const data = {
    collections: () => (hooks.length === 0 ? [] : [{ collection: 'hooks', count: hooks.length }]),
    object: ({ collection, id }: ObjectReference) => (collection === 'hooks' && hooks.includes(id) ? { id } : null),
    objects: () => hooks.map((id) => ({ collection: 'hooks', id, properties: {} })),
  };
  return { workspace: { data: () => data } } as unknown as Context;
}

const refusal = (hooks: readonly string[], recipient: ObjectReference): string => {
  try {
    chosenRecipients(contextWith(hooks), {
      environment: 'dev',
      channels: null,
      samples: null,
      recipients: [recipient],
    });
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('It was not refused.');
};

test('an unknown object is refused with those that there are, twenty at most', () => {
  const hooks = Array.from({ length: 3_000 }, (_, place) => `hook-${place}`);
  const message = refusal(hooks, { collection: 'hooks', id: 'elsewhere' });
  expect(message).toBe(
    `There is no object "hooks/elsewhere" in the environment "dev". "hooks" has: ${hooks.slice(0, 20).join(', ')} and 2980 more.`,
  );
});

test('where there are no objects at all, it says so', () => {
  expect(refusal([], { collection: 'hooks', id: 'a' })).toBe(
    'There is no object "hooks/a" in the environment "dev". It has none.',
  );
});
