import type { DocumentKind, DocumentOf } from '../../core/contract/index.ts';
import type { App } from './app.ts';
import { applyChange, documentId, documentName } from './documents.ts';
import { closeTab, tabId } from './session.ts';

/** A key that no document of the kind has yet: `prod-hook`, `prod-hook-2`, … */
export function freeKey(app: App, kind: DocumentKind, name: string): string {
  const base = slugOf(name) || kind;
  const { byId } = app.documents.getState();
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? base : `${base}-${number}`;
    if (byId[documentId(kind, key)] === undefined) return key;
  }
}

const longestSlug = 100;

/** Of a name what a key may hold: lower-case letters without accents, digits, `_` and `-`; empty when nothing is left. */
export function slugOf(name: string): string {
  return joinedWords(name.normalize('NFKD').replace(/\p{M}+/gu, ''), /[^a-z0-9_]+/g);
}

/** As `slugOf`, for ids, which may have the letters of any script. */
export function idOf(name: string): string {
  return slugOf(name) || joinedWords(name, /[^\p{L}\p{M}\p{N}_]+/gu);
}

/** Of a long text as many whole words as fit. */
function joinedWords(text: string, between: RegExp): string {
  const words = text.toLowerCase().replace(between, '-').replace(/^-|-$/g, '');
  const isWhole = words.length <= longestSlug || words[longestSlug] === '-';
  // Not half of a character.
  const cut = words.slice(0, longestSlug).replace(/[\uD800-\uDBFF]$/, '');
  return isWhole ? cut : cut.replace(/-[^-]*$/, '');
}

/**
 * Whether something still has the key or id it was made with, such as `new-channel-2` of "New channel", and has got a name since
 * that gives it one of its own, which is `newKey`.
 */
export function isNamedAnew(key: string, newKey: string, newName: string): boolean {
  const isMadeOfNewName = (text: string): boolean => text.replace(/-\d+$/, '') === slugOf(newName);
  return isMadeOfNewName(key) && newKey !== '' && !isMadeOfNewName(newKey);
}

async function write<K extends DocumentKind>(app: App, kind: K, key: string, value: DocumentOf<K>): Promise<void> {
  const { revision } = await app.engine.call('documents.put', { kind, key, value, baseRevision: null });
  // The engine has just checked the value by the kind's schema.
  const document = { kind, key, revision, value } as never;
  app.documents.setState((state) => applyChange(state, { kind, key, document, origin: 'command' }));
}

async function erase(app: App, kind: DocumentKind, key: string): Promise<void> {
  app.drafts.discard(kind, key);
  await app.engine.call('documents.remove', { kind, key });
  app.documents.setState((state) => applyChange(state, { kind, key, document: null, origin: 'command' }));
}

/** Creates it, and remembers how to undo that. Rejects with a `CommandError`. */
export async function createDocument<K extends DocumentKind>(
  app: App,
  kind: K,
  key: string,
  value: DocumentOf<K>,
): Promise<void> {
  await app.history.perform({
    label: `Add ${wordsOf(kind)} "${documentName({ key, value })}"`,
    redo: () => write(app, kind, key, value),
    undo: () => erase(app, kind, key),
  });
}

/** Removes it and closes its tab; undo brings back what was there. `note` is said with it: what comes of it elsewhere. */
export async function removeDocument(app: App, kind: DocumentKind, key: string, note = ''): Promise<void> {
  await app.drafts.flush(kind, key);
  const document = app.documents.getState().byId[documentId(kind, key)];
  if (document === undefined) return;
  const label = `Delete ${wordsOf(kind)} "${documentName(document)}"`;
  await app.history.perform({
    label,
    redo: async () => {
      await erase(app, kind, key);
      app.session.setState((state) => closeTab(state, tabId({ kind, key })));
    },
    undo: () => write(app, kind, key, document.value),
  });
  app.toast(`${label}: done.${note === '' ? '' : ` ${note}`}`, { label: 'Undo', run: () => void app.history.undo() });
}

/** The kind in a sentence. */
export function wordsOf(kind: DocumentKind): string {
  return kind.replace('-', ' ');
}
