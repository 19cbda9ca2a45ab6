import { describe, expect, it } from 'vitest';
import type { StoredDocument } from '../../../core/contract/index.ts';
import {
  applyChange,
  documentName,
  loadedDocuments,
  selectDocument,
  selectDocuments,
} from '../../../renderer/stores/documents.ts';

const partial = (key: string, revision: number, name = key): StoredDocument => ({
  kind: 'partial',
  key,
  revision,
  value: { name, content: '' },
});

describe('applyChange', () => {
  const state = loadedDocuments([partial('a', 3)]);

  it('takes in a newer revision and leaves the state before as it was', () => {
    const next = applyChange(state, { kind: 'partial', key: 'a', document: partial('a', 4, 'new'), origin: 'disk' });
    expect(selectDocument(next, 'partial', 'a')?.value.name).toBe('new');
    expect(selectDocument(state, 'partial', 'a')?.value.name).toBe('a');
  });

  it('ignores what it already has, and anything older', () => {
    for (const revision of [3, 2]) {
      const change = { kind: 'partial', key: 'a', document: partial('a', revision, 'old'), origin: 'command' } as const;
      expect(applyChange(state, change)).toBe(state);
    }
  });

  it('adds and removes', () => {
    const added = applyChange(state, { kind: 'partial', key: 'b', document: partial('b', 1), origin: 'command' });
    expect(selectDocuments(added, 'partial').map((entry) => entry.key)).toEqual(['a', 'b']);
    const removed = applyChange(added, { kind: 'partial', key: 'a', document: null, origin: 'disk' });
    expect(selectDocuments(removed, 'partial').map((entry) => entry.key)).toEqual(['b']);
    expect(applyChange(removed, { kind: 'partial', key: 'a', document: null, origin: 'disk' })).toBe(removed);
  });

  it('keeps documents of other kinds with the same key apart', () => {
    const change = { kind: 'channel', key: 'a', document: null, origin: 'disk' } as const;
    expect(applyChange(state, change)).toBe(state);
  });
});

it('calls a document by its name, or by its key when the kind has none', () => {
  expect(documentName(partial('a', 1, 'Footer'))).toBe('Footer');
  expect(documentName({ key: 'task.completed', value: { description: '', schema: {}, examples: [] } })).toBe(
    'task.completed',
  );
});
