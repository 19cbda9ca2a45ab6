import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  CommandError,
  type DocumentKind,
  type DocumentOf,
  type DocumentRename,
  documentKinds,
  type EngineClient,
  type StoredDocument,
} from '../../core/contract/index.ts';
import { ui } from '../strings/ui.ts';
import { type DocumentsStore, documentId } from './documents.ts';
import { keyAfter } from './follow-rename.ts';
import type { History } from './history.ts';
import { isSameJson } from './same-json.ts';

export interface DraftIssue {
  /** Path inside the document, such as `request.url`. */
  path: string;
  message: string;
}

/**
 * What the user has typed and the engine does not have yet.
 *
 * `dirty`: will be saved shortly · `saving`: on its way · `invalid`: kept here until it is fit to save ·
 * `failed`: the engine refused or the disk failed · `conflict`: the document changed elsewhere meanwhile.
 */
export interface Draft {
  kind: DocumentKind;
  key: string;
  value: unknown;
  baseRevision: number | null;
  status: 'dirty' | 'saving' | 'invalid' | 'failed' | 'conflict';
  issues: readonly DraftIssue[];
  error: CommandError | null;
}
/** A draft as the session keeps it: with the value it was based on, because revisions start anew with the engine. */
export const unsavedDraftSchema = z.object({
  kind: z.enum(Object.keys(documentKinds) as [DocumentKind, ...DocumentKind[]]),
  key: z.string(),
  value: z.unknown(),
  baseValue: z.unknown(),
});
export type UnsavedDraft = z.infer<typeof unsavedDraftSchema>;
export type DraftsState = Readonly<Record<string, Draft>>;

export interface Drafts {
  store: StoreApi<DraftsState>;
  /** Replaces the whole value; saved by itself after a pause. */
  edit<K extends DocumentKind>(kind: K, key: string, value: DocumentOf<K>): void;
  /** Saves now what waits; resolves when everything fit to save is durable or has failed. */
  flush(kind?: DocumentKind, key?: string): Promise<void>;
  /** `mine` writes the draft over the other change; `theirs` drops the draft. */
  resolveConflict(kind: DocumentKind, key: string, choice: 'mine' | 'theirs'): Promise<void>;
  discard(kind: DocumentKind, key: string): void;
  /** What a window that closes now must hand to the next one; `stuck`: without what is being saved anyway. */
  unsaved(which?: 'all' | 'stuck'): UnsavedDraft[];
  /** The document has another key: what was typed, and what can be undone, is of that one from now on. */
  rename(rename: DocumentRename): void;
  /** After the engine came back: its revisions start anew, and what could not be saved is tried again. */
  rebase(): void;
  /** Takes up what an earlier window could not save: goes on where the document is as it was then, else a conflict (also where it is gone). */
  restore(unsaved: readonly UnsavedDraft[]): void;
}

export interface DraftPorts {
  client: Pick<EngineClient, 'call'>;
  documents: DocumentsStore;
  history: History;
  label(kind: DocumentKind, key: string): string;
  /** How long nothing must be typed before it is saved. */
  delayMs?: number;
  /** How long it waits at most while typing goes on: what is lost with the machine is never older. */
  limitMs?: number;
  setTimer?(run: () => void, delayMs: number): () => void;
  /** Milliseconds that never go back. */
  nowMs?(): number;
}

const realTimer = (run: () => void, delayMs: number): (() => void) => {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
};

export function createDrafts(ports: DraftPorts): Drafts {
  const store = createStore<DraftsState>(() => ({}));
  const timers = new Map<string, () => void>();
  const saves = new Map<string, Promise<void>>();
  const setTimer = ports.setTimer ?? realTimer;
  const delayMs = ports.delayMs ?? 300;
  const limitMs = ports.limitMs ?? 600;
  const nowMs = ports.nowMs ?? (() => performance.now());
  const limits = new Map<string, { cancel: () => void; dueAtMs: number }>();
  /** What each draft was made from: tells after a restart whether somebody else has changed the document. */
  const baseValues = new Map<string, unknown>();
  const sentValues = new Map<string, unknown>();
  const renames: DocumentRename[] = [];

  const stored = (id: string): StoredDocument | undefined => ports.documents.getState().byId[id];
  const patch = (id: string, part: Partial<Draft>): void => {
    const draft = store.getState()[id];
    if (draft !== undefined) store.setState({ ...store.getState(), [id]: { ...draft, ...part } }, true);
  };
  const drop = (id: string): void => {
    const { [id]: _dropped, ...rest } = store.getState();
    baseValues.delete(id);
    sentValues.delete(id);
    store.setState(rest, true);
  };
  const stopPause = (id: string): void => {
    timers.get(id)?.();
    timers.delete(id);
  };
  const stopTimer = (id: string): void => {
    stopPause(id);
    limits.get(id)?.cancel();
    limits.delete(id);
  };
  const startTimer = (id: string): void => {
    stopPause(id);
    timers.set(
      id,
      setTimer(() => void save(id), delayMs),
    );
    const limit = limits.get(id);
    if (limit === undefined) {
      limits.set(id, { cancel: setTimer(() => void save(id), limitMs), dueAtMs: nowMs() + limitMs });
    } else if (nowMs() >= limit.dueAtMs) {
      // Keys go before timers: while they come faster than they are handled, no timer runs.
      void save(id);
    }
  };

  /** One save per document at a time; what was typed meanwhile follows it. */
  async function save(id: string): Promise<void> {
    stopTimer(id);
    const underWay = saves.get(id);
    if (underWay !== undefined) {
      await underWay;
      if (store.getState()[id]?.status === 'dirty') await save(id);
      return;
    }
    const draft = store.getState()[id];
    if (draft === undefined || draft.status === 'invalid' || draft.status === 'conflict') return;
    const saving = put(id, draft).finally(() => saves.delete(id));
    saves.set(id, saving);
    await saving;
  }

  async function put(id: string, draft: Draft): Promise<void> {
    const before = stored(id);
    patch(id, { status: 'saving', error: null });
    const { kind, key, value, baseRevision } = draft;
    sentValues.set(id, value);
    try {
      const { revision } = await ports.client.call('documents.put', { kind, key, value, baseRevision });
      const current = store.getState()[id];
      // The answer may arrive before the event: take the value in now so that nothing flickers back.
      takeIn(ports.documents, kind, key, value, revision);
      if (before !== undefined) recordEdit(kind, key, before.value, value);
      if (current === undefined) return;
      if (current.value === value) drop(id);
      else {
        baseValues.set(id, value);
        patch(id, { baseRevision: revision, status: current.status === 'saving' ? 'dirty' : current.status });
        if (current.status !== 'invalid') startTimer(id);
      }
    } catch (cause) {
      const error = cause instanceof CommandError ? cause : new CommandError('internal', String(cause));
      patch(id, { status: error.code === 'conflict' ? 'conflict' : 'failed', error });
    }
  }

  function recordEdit(kind: DocumentKind, key: string, before: unknown, after: unknown): void {
    const from = renames.length;
    const write = async (value: unknown): Promise<void> => {
      const now = keyAfter(renames.slice(from), kind, key);
      const { revision } = await ports.client.call('documents.put', { kind, key: now, value, baseRevision: null });
      takeIn(ports.documents, kind, now, value, revision);
    };
    ports.history.record({
      label: ports.label(kind, key),
      mergeKey: documentId(kind, key),
      undo: () => write(before),
      redo: () => write(after),
    });
  }

  /** Goes on with a draft: saves it where the document is as it was when the draft began, else, or where there is none, shows a conflict. */
  function takeUp(
    id: string,
    from: Pick<Draft, 'kind' | 'key' | 'value'>,
    now: StoredDocument | undefined,
    baseValue: unknown,
  ): void {
    const { kind, key, value } = from;
    const issues = findIssues(kind, value);
    const isAsItWas = now !== undefined && isSameJson(now.value, baseValue);
    const status = !isAsItWas ? 'conflict' : issues.length > 0 ? 'invalid' : 'dirty';
    baseValues.set(id, baseValue);
    const draft: Draft = { kind, key, value, baseRevision: now?.revision ?? null, status, issues, error: null };
    store.setState({ ...store.getState(), [id]: draft }, true);
    if (status === 'dirty') startTimer(id);
  }

  function goOn(id: string, draft: Draft, now: StoredDocument, baseValue: unknown, sentValue: unknown): void {
    if (isSameJson(now.value, draft.value)) drop(id);
    // An engine that was killed may have stored the last value without saying so.
    else if (isSameJson(now.value, sentValue)) takeUp(id, draft, now, now.value);
    else takeUp(id, draft, now, baseValue);
  }

  return {
    store,
    edit(kind, key, value) {
      const id = documentId(kind, key);
      const draft = store.getState()[id];
      const issues = findIssues(kind, value);
      const isConflict = draft?.status === 'conflict';
      const status = isConflict ? 'conflict' : issues.length > 0 ? 'invalid' : 'dirty';
      const baseRevision = draft?.baseRevision ?? stored(id)?.revision ?? null;
      if (draft === undefined) baseValues.set(id, stored(id)?.value ?? null);
      store.setState(
        { ...store.getState(), [id]: { kind, key, value, baseRevision, status, issues, error: null } },
        true,
      );
      if (status === 'dirty') startTimer(id);
      else stopTimer(id);
    },
    async flush(kind, key) {
      const only = kind === undefined || key === undefined ? null : documentId(kind, key);
      const ids = Object.keys(store.getState()).filter((id) => only === null || id === only);
      await Promise.all(ids.filter((id) => store.getState()[id]?.status !== 'failed' || only !== null).map(save));
    },
    async resolveConflict(kind, key, choice) {
      const id = documentId(kind, key);
      if (choice === 'theirs') return drop(id);
      baseValues.set(id, stored(id)?.value ?? null);
      patch(id, { status: 'dirty', baseRevision: stored(id)?.revision ?? null });
      await save(id);
    },
    discard(kind, key) {
      stopTimer(documentId(kind, key));
      drop(documentId(kind, key));
    },
    unsaved: (which = 'all') =>
      Object.entries(store.getState())
        .filter(([, { status }]) => which === 'all' || (status !== 'dirty' && status !== 'saving'))
        // The base is not what is stored now: a change that came from elsewhere must still be noticed after a restart.
        .map(([id, { kind, key, value }]) => ({ kind, key, value, baseValue: baseValues.get(id) ?? null })),
    rename(rename) {
      renames.push(rename);
      const [before, id] = [documentId(rename.kind, rename.from), documentId(rename.kind, rename.to)];
      const draft = store.getState()[before];
      if (draft === undefined) return;
      const [baseValue, sentValue] = [baseValues.get(before), sentValues.get(before)];
      stopTimer(before);
      drop(before);
      const now = stored(id);
      if (now !== undefined) goOn(id, { ...draft, key: rename.to }, now, baseValue, sentValue);
    },
    rebase() {
      for (const [id, draft] of Object.entries(store.getState())) {
        const now = stored(id);
        if (draft.status === 'saving' || draft.status === 'conflict' || now === undefined) continue;
        goOn(id, draft, now, baseValues.get(id), sentValues.get(id));
      }
    },
    restore(unsaved) {
      for (const { kind, key, value, baseValue } of unsaved) {
        const id = documentId(kind, key);
        const now = stored(id);
        if (store.getState()[id] !== undefined || (now !== undefined && isSameJson(now.value, value))) continue;
        takeUp(id, { kind, key, value }, now, baseValue);
      }
    },
  };
}

function takeIn(documents: DocumentsStore, kind: DocumentKind, key: string, value: unknown, revision: number): void {
  const { byId } = documents.getState();
  const id = documentId(kind, key);
  const known = byId[id];
  if (known !== undefined && known.revision >= revision) return;
  // The engine has just checked this value by the kind's schema.
  const document = { kind, key, revision, value } as StoredDocument;
  documents.setState({ byId: { ...byId, [id]: document } });
}

export function findIssues(kind: DocumentKind, value: unknown): DraftIssue[] {
  const checked = documentKinds[kind].value.safeParse(value);
  if (checked.success) return [];
  const issues = checked.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message: issue.code === 'too_small' && issue.origin === 'string' ? ui.mustNotBeEmpty : issue.message,
  }));
  // A field may break several rules; it is one to correct all the same, and the first says why.
  return issues.filter(({ path }, index) => issues.findIndex((issue) => issue.path === path) === index);
}
