import { expect, it } from 'vitest';
import { sessionVersion } from '../../../renderer/stores/saved-session.ts';
import { windowOf } from './window-of.ts';

it('what was typed into a document that was deleted while the window was closed is there, in a tab behind the one in front', async () => {
  const tab = { id: 'channel:other', kind: 'channel', key: 'other' };
  const typed = { kind: 'partial', key: 'gone', value: { name: 'Typed', content: 'x' }, baseValue: null };
  const { app } = windowOf([], { version: sessionVersion, tabs: [tab], activeTabId: tab.id, drafts: [typed] });
  await app.load();
  expect(app.drafts.store.getState()['partial/gone']).toMatchObject({ status: 'conflict', value: typed.value });
  expect(app.session.getState().tabs.map(({ id }) => id)).toEqual(['channel:other', 'partial:gone']);
  expect(app.session.getState().activeTabId).toBe('channel:other');
});
