import { expect, test } from 'vitest';
import type { EngineClient, ObjectRecord } from '../../../../core/contract/index.ts';
import { suggestedPreviousKey } from '../../../../renderer/features/receivers/suggested-previous-key.ts';

const place = { environment: 'development', collection: 'project_webhooks' };
const key = '{{ vars.prod_hook_key }}';
const previous = '{{ vars.prod_hook_previous_signing_key }}';

/** A workspace with these webhooks, of which those at the receiver's address are found. */
function suggested(...webhooks: ObjectRecord['properties'][]): Promise<string> {
  const asked: unknown[] = [];
  const call = async (name: string, input: { search: string }) => {
    asked.push([name, input.search]);
    return {
      entries: webhooks.map((properties, index) => ({ collection: place.collection, id: `w${index}`, properties })),
    };
  };
  const result = suggestedPreviousKey(
    { call } as unknown as EngineClient,
    place,
    { port: 47101, path: '/hooks/prod' },
    key,
  );
  expect(asked).toEqual([['objects.list', ':47101/hooks/prod']]);
  return result;
}

test('the old key of a webhook that calls the receiver, while that is being replaced', async () => {
  expect(
    await suggested(
      { signing_key: 'other', previous_signing_key: 'x' },
      { signing_key: key, previous_signing_key: previous },
    ),
  ).toBe(previous);
});

test('else the key in use, which is about to be replaced', async () => {
  expect(await suggested()).toBe(key);
  expect(await suggested({ signing_key: key }, { signing_key: key, previous_signing_key: ' ' })).toBe(key);
});
