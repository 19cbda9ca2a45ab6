import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { JsonValue, RecipientRename } from '../../../../core/contract/index.ts';
import { followRename } from '../../../../renderer/features/data/follow-rename.ts';
import type { App } from '../../../../renderer/stores/app.ts';
import { initialSession } from '../../../../renderer/stores/session.ts';

const { environment } = initialSession;
const typed = { text: '{', stored: '{}' };

/** What the tab remembers after the rename. */
function after(memory: Record<string, JsonValue>, rename: Partial<RecipientRename>) {
  const session = createStore(() => ({ ...initialSession, tabState: { 'data:': memory } }));
  const given: RecipientRename = {
    kind: 'recipient',
    environment,
    collection: null,
    from: 'ada',
    to: 'lovelace',
    ...rename,
  };
  followRename({ session } as unknown as App, given);
  return session.getState().tabState['data:'];
}

it('the chosen record stays chosen under its new id, with what was typed: a user, a tenant, an object', () => {
  expect(after({ record: 'ada', [`${environment}/user:ada`]: typed }, {})).toEqual({
    record: 'lovelace',
    [`${environment}/user:lovelace`]: typed,
  });
  expect(after({ set: 'tenants', record: 'ada' }, { collection: '$tenants' })).toEqual({
    set: 'tenants',
    record: 'lovelace',
  });
  const rooms = { set: 'objects:rooms', record: 'ada', [`${environment}/rooms/ada`]: typed };
  expect(after(rooms, { collection: 'rooms' })).toEqual({
    set: 'objects:rooms',
    record: 'lovelace',
    [`${environment}/rooms/lovelace`]: typed,
  });
});

it('what has the same id in another set or environment is left alone', () => {
  for (const memory of [{ record: 'ada' }, { set: 'users', record: 'ada' }, { set: 'tenants', record: 'ada' }]) {
    expect(after(memory, { collection: 'rooms' })).toEqual(memory);
    expect(after(memory, { environment: 'another' })).toEqual(memory);
  }
  expect(after({ set: 'tenants', record: 'ada' }, {})).toEqual({ set: 'tenants', record: 'ada' });
});
