import { beforeEach, expect, it } from 'vitest';
import type { EngineClient } from '../../../core/contract/index.ts';
import { currentDocument, followDocuments } from '../../../renderer/stores/document-view.ts';
import { createDocumentsStore, loadedDocuments } from '../../../renderer/stores/documents.ts';
import { createDrafts, type Drafts } from '../../../renderer/stores/drafts.ts';
import { createHistory } from '../../../renderer/stores/history.ts';

const documents = createDocumentsStore();
let drafts: Drafts;

beforeEach(() => {
  const stored = { kind: 'partial', key: 'footer', revision: 1, value: { name: 'Footer', content: '' } } as const;
  documents.setState(loadedDocuments([stored]), true);
  const call = (() => new Promise(() => undefined)) as unknown as EngineClient['call'];
  const setTimer = () => () => undefined;
  drafts = createDrafts({ client: { call }, documents, history: createHistory(), label: () => '', setTimer });
});

it('tells of a key at once, and of nothing that is the same', () => {
  const seen: unknown[] = [];
  const stop = followDocuments(
    { documents, drafts },
    () => currentDocument({ documents, drafts }, 'partial', 'footer')?.content,
    (content) => seen.push(content),
  );
  drafts.edit('partial', 'footer', { name: 'Footer', content: 'a' });
  drafts.edit('partial', 'footer', { name: 'another name', content: 'a' });
  drafts.discard('partial', 'footer');
  stop();
  drafts.edit('partial', 'footer', { name: 'Footer', content: 'unheard' });
  expect(seen).toEqual(['', 'a', '']);
});
