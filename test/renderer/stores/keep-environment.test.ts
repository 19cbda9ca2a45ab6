import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { StoredDocument } from '../../../core/contract/index.ts';
import { applyChange, createDocumentsStore, loadedDocuments } from '../../../renderer/stores/documents.ts';
import { withTabsRenamed } from '../../../renderer/stores/follow-rename.ts';
import { keepEnvironment, settleMs } from '../../../renderer/stores/keep-environment.ts';
import { createSessionStore } from '../../../renderer/stores/session.ts';

const environment = (key: string, name: string): StoredDocument => ({
  kind: 'environment',
  key,
  revision: 1,
  value: { name, variables: {}, secrets: [] },
});
const documents = createDocumentsStore();
const session = createSessionStore();
const lost: string[] = [];
let stop: () => void;

function remove(key: string): void {
  documents.setState((state) =>
    applyChange(state, { kind: 'environment', key, document: null, origin: 'command' as const }),
  );
}

beforeEach(() => {
  vi.useFakeTimers();
  lost.length = 0;
  documents.setState(loadedDocuments([environment('development', 'Development'), environment('staging', 'Staging')]));
  session.setState({ environment: 'staging' });
  stop = keepEnvironment(documents, session, (name, next) => lost.push(`${name} → ${next}`));
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

test('a window whose environment is deleted goes on with one that is there, and says so', () => {
  remove('staging');
  vi.advanceTimersByTime(settleMs);
  expect(session.getState().environment).toBe('development');
  expect(lost).toEqual(['Staging → Development']);
});

test('one that is given another key, is deleted here, or comes back is not lost', () => {
  remove('staging');
  session.setState((state) => withTabsRenamed(state, { kind: 'environment', from: 'staging', to: 'stage' }));
  vi.advanceTimersByTime(settleMs);
  expect(session.getState().environment).toBe('stage');

  session.setState({ environment: 'development' });
  const all = documents.getState();
  remove('development');
  documents.setState(all);
  vi.advanceTimersByTime(settleMs);
  expect(session.getState().environment).toBe('development');
  expect(lost).toEqual([]);
});

test('of another one nothing is said', () => {
  remove('development');
  vi.advanceTimersByTime(settleMs);
  expect(session.getState().environment).toBe('staging');
  expect(lost).toEqual([]);
});
