import { expect, it } from 'vitest';
import { makeRunOpener } from '../../../../renderer/features/runs/run-opener.ts';
import { createSessionStore, openTab, tabId } from '../../../../renderer/stores/session.ts';

const scenario = { kind: 'scenario', key: 'a' };
const receiver = { kind: 'receiver', key: 'b' };
const run = { kind: 'run', key: 'run-1' };

function sessionWith(...tabs: { kind: string; key: string }[]) {
  const session = createSessionStore();
  for (const tab of tabs) session.setState((state) => openTab(state, tab));
  return session;
}

it('a run that was started comes to the front', () => {
  const session = sessionWith(scenario);
  makeRunOpener({ session })('run-1');
  expect(session.getState().activeTabId).toBe(tabId(run));
});

it('a run that took its time waits behind the tab that the user has gone to', () => {
  const session = sessionWith(receiver, scenario);
  const openRun = makeRunOpener({ session });
  session.setState((state) => openTab(state, receiver));
  openRun('run-1');
  expect(session.getState().activeTabId).toBe(tabId(receiver));
  expect(session.getState().tabs.map(({ id }) => id)).toEqual([receiver, run, scenario].map(tabId));
});

it('a run that is open already is not opened twice', () => {
  const session = sessionWith(run, scenario);
  makeRunOpener({ session })('run-1');
  expect(session.getState().tabs).toHaveLength(2);
  expect(session.getState().activeTabId).toBe(tabId(run));
});
