import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  type Catalogue,
  CommandError,
  type CommandOutput,
  type DocumentKind,
  type EngineClient,
  type Rename,
} from '../../core/contract/index.ts';
import { frame } from '../strings/frame.ts';
import { toCommandError } from './command-failure.ts';
import { createData, type Data } from './data.ts';
import {
  applyChange,
  createDocumentsStore,
  type DocumentsStore,
  documentId,
  documentName,
  loadedDocuments,
} from './documents.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import { createEnvironmentFollower } from './follow-environment.ts';
import { keyAfter, withRunsRenamed, withTabsRenamed } from './follow-rename.ts';
import { createHistory, type History } from './history.ts';
import { keepEnvironment, leaveLostEnvironment } from './keep-environment.ts';
import { createKnockApiStore, type KnockApiStore } from './knock-api.ts';
import { createProblemsStore, type ProblemsStore, sortProblems } from './problems.ts';
import { applyReceived, applyReceiverStates, createReceiversStore, type ReceiversStore } from './receivers.ts';
import { applyAttempts, applyMissedAttempts, applyRun, createRunsStore, type RunsStore, removeRuns } from './runs.ts';
import { hasSavedEnvironment, readSavedDrafts, readSavedSession, savedSessionOf } from './saved-session.ts';
import { createSessionStore, openTab, openTabBehind, type SessionStore, type TabReference } from './session.ts';
import {
  type Confirmation,
  createToastsStore,
  dismissOffers,
  showFailure,
  showToast,
  type ToastsStore,
} from './toasts.ts';

export interface WorkspaceState {
  info: CommandOutput<'workspace.get'> | null;
  catalogue: Catalogue | null;
}

/** Everything a screen works with. Components get it from `useApp()`; commands and features get it as an argument. */
export interface App {
  engine: EngineClient;
  workspace: StoreApi<WorkspaceState>;
  documents: DocumentsStore;
  drafts: Drafts;
  data: Data;
  session: SessionStore;
  runs: RunsStore;
  receivers: ReceiversStore;
  knockApi: KnockApiStore;
  problems: ProblemsStore;
  history: History;
  toasts: ToastsStore;
  openTab(tab: TabReference): void;
  /** A short confirmation; never the only copy of an error. */
  toast(text: string, action?: Confirmation['action']): void;
  /**
   * Says what could not be done and why, until somebody closes it; for what has no place of its own for an error. `at`: the id of the
   * row of a list that it was to be done to, where it is said then.
   */
  fail(title: string, cause: unknown, at?: string | null): void;
  /** For what holds keys of documents beside the stores. Returns the remover. */
  onRenamed(listener: (rename: Rename) => void): () => void;
  /** Reads everything from the engine; again after it came back. */
  load(): Promise<void>;
  /** Session and drafts are saved now; used before the window goes. */
  flush(): Promise<void>;
  dispose(): void;
}

/** As many as one call takes; older attempts are in the log. */
const missedLimit = 500;

/** From a change to the session that knows of it. */
const sessionDelayMs = 500;

/** `claimWindow` gives the name under which this window's session is kept. */
export function createApp(engine: EngineClient, claimWindow: () => Promise<string>): App {
  const workspace = createStore<WorkspaceState>(() => ({ info: null, catalogue: null }));
  const documents = createDocumentsStore();
  const history = createHistory();
  const nameOf = (kind: DocumentKind, key: string): string => {
    const document = documents.getState().byId[`${kind}/${key}`];
    return document === undefined ? key : documentName(document);
  };
  const drafts = createDrafts({
    client: engine,
    documents,
    history,
    label: (kind, key) => `Edit ${kind.replace('-', ' ')} "${nameOf(kind, key)}"`,
  });
  const data = createData(engine);
  const session = createSessionStore();
  const runs = createRunsStore();
  const receivers = createReceiversStore();
  const knockApi = createKnockApiStore();
  const problems = createProblemsStore();
  const toasts = createToastsStore();
  const follower = createEnvironmentFollower(engine, session);
  const renameListeners = new Set<(rename: Rename) => void>();
  let windowId = '';
  let isSessionRead = false;
  let savedText = '';

  const removers = [
    engine.on('documents.changed', (change) => documents.setState((state) => applyChange(state, change))),
    engine.on('documents.renamed', followRename),
    engine.on('workspace.problems', (list) => problems.setState({ problems: sortProblems(list) })),
    engine.on('templates.checking', ({ left }) => problems.setState({ unchecked: left })),
    engine.on('data.changed', ({ environment }) => data.invalidate(environment)),
    engine.on('runs.attempts', (batch) => runs.setState((state) => applyAttempts(state, batch))),
    engine.on('runs.progress', ({ run }) => runs.setState((state) => applyRun(state, run))),
    engine.on('runs.removed', (removed) => {
      runs.setState((state) => removeRuns(state, removed));
      void readLatestRun();
    }),
    engine.on('receivers.state', (state) => receivers.setState((all) => applyReceiverStates(all, [state]))),
    engine.on('receivers.received', (request) => receivers.setState((all) => applyReceived(all, request))),
    engine.on('knockApi.state', (state) => knockApi.setState(state)),
    keepEnvironment(documents, session, tellLostEnvironment),
    session.subscribe(() => scheduleSessionSave()),
    drafts.store.subscribe(() => scheduleSessionSave()),
    // An offer to undo is about the last thing done: after anything else it would undo the wrong one.
    history.store.subscribe((state, before) => state.done !== before.done && dismissOffers(toasts)),
  ];

  /** Whoever gave the document or sample another key, in this window or in another one. */
  function followRename(rename: Rename): void {
    if (rename.kind === 'recipient') data.rename(rename);
    else if (rename.kind !== 'sample') drafts.rename(rename);
    session.setState((state) => withTabsRenamed(state, rename));
    runs.setState((state) => withRunsRenamed(state, rename));
    for (const listener of renameListeners) listener(rename);
  }

  function tellLostEnvironment(lost: string, next: string): void {
    const error = new CommandError('not-found', frame.environmentLost(next));
    showFailure(toasts, frame.environmentDeleted(lost), error);
  }

  /** What was typed into a document that is gone by now: no list leads to it, so its tab is there. */
  function showDraftsOfNothing(): void {
    for (const { kind, key } of drafts.unsaved()) {
      if (documents.getState().byId[documentId(kind, key)] === undefined) {
        session.setState((state) => openTabBehind(state, { kind, key }));
      }
    }
  }

  /** The status bar and the start page speak of it; what is lost with the connection is read again with all else. */
  async function readLatestRun(): Promise<void> {
    const { runs: latest } = await engine
      .call('runs.list', { beforeNumber: null, limit: 1 })
      .catch(() => ({ runs: [] }));
    for (const run of latest) runs.setState((state) => applyRun(state, run));
  }

  /** While nothing was heard: how runs under way went on, which were removed, and the newest attempts. */
  async function readMissedRuns(): Promise<void> {
    const { byId } = runs.getState();
    const known = Object.keys(byId).slice(-missedLimit);
    const running = Object.values(byId).filter(({ status }) => status === 'running');
    const [removed, page, ...answers] = await Promise.all([
      engine.call('deliveries.missing', { runIds: known, attemptIds: [] }).catch(() => ({ runIds: [] })),
      engine
        .call('deliveries.list', { filter: {}, beforeSequence: null, limit: missedLimit })
        .catch(() => ({ attempts: [] })),
      ...running.map(({ id }) => engine.call('runs.get', { runId: id }).catch(() => null)),
    ]);
    for (const run of answers) if (run !== null) runs.setState((state) => applyRun(state, run));
    runs.setState((state) => removeRuns(applyMissedAttempts(state, page.attempts), removed));
  }

  let sessionTimer: ReturnType<typeof setTimeout> | null = null;
  let sessionDueAtMs = 0;
  function scheduleSessionSave(): void {
    if (!isSessionRead) return;
    // Not put off by what follows: while somebody types, a pause may be long in coming, and keys go before timers.
    if (sessionTimer === null) {
      sessionTimer = setTimeout(() => void saveSession('stuck'), sessionDelayMs);
      sessionDueAtMs = performance.now() + sessionDelayMs;
    } else if (performance.now() >= sessionDueAtMs) {
      void saveSession('stuck');
    }
  }
  async function saveSession(which: 'all' | 'stuck'): Promise<void> {
    if (sessionTimer !== null) clearTimeout(sessionTimer);
    sessionTimer = null;
    if (!isSessionRead) return;
    // What a window remembers is a convenience: a disk that is full is told where the user's own work is saved.
    const saved = { ...savedSessionOf(session.getState()), drafts: drafts.unsaved(which) };
    const text = JSON.stringify(saved);
    if (text === savedText) return;
    savedText = text;
    await engine.call('session.save', { window: windowId, session: saved }).catch(() => {
      savedText = '';
    });
  }

  async function load(): Promise<void> {
    if (!isSessionRead) windowId = await claimWindow();
    const [info, catalogue, list, problemList, states, apiState, saved, runList] = await Promise.all([
      engine.call('workspace.get', {}),
      engine.call('catalogue.get', {}),
      engine.call('documents.list', {}),
      engine.call('workspace.problems', {}),
      engine.call('receivers.states', {}),
      engine.call('knockApi.state', {}),
      engine.call('session.load', { window: windowId }),
      engine.call('runs.list', { beforeNumber: null, limit: 1 }),
    ]);
    const known = documents.getState();
    const isFirstUse = !isSessionRead && !hasSavedEnvironment(saved.session);
    workspace.setState({ info, catalogue });
    documents.setState(loadedDocuments(list), true);
    problems.setState({ problems: sortProblems(problemList), unchecked: 0 });
    receivers.setState((all) => applyReceiverStates({ ...all, states: {} }, states));
    knockApi.setState(apiState);
    for (const run of runList.runs) runs.setState((state) => applyRun(state, run));
    if (isSessionRead) void readMissedRuns();
    if (!isSessionRead) {
      session.setState(readSavedSession(saved.session), true);
      const unsaved = readSavedDrafts(saved.session);
      drafts.restore(unsaved.map((draft) => ({ ...draft, key: keyAfter(saved.renamed, draft.kind, draft.key) })));
      showDraftsOfNothing();
    }
    // What was given another key while this window was closed, or heard nothing of it.
    saved.renamed.forEach(followRename);
    drafts.rebase();
    isSessionRead = true;
    // A window that has never been used has no environment that anybody chose.
    leaveLostEnvironment(documents, session, known, isFirstUse ? () => undefined : tellLostEnvironment);
    follower.begin();
    data.invalidateAll();
  }

  return {
    engine,
    workspace,
    documents,
    drafts,
    data,
    session,
    runs,
    receivers,
    knockApi,
    problems,
    history,
    toasts,
    openTab: (tab) => session.setState((state) => openTab(state, tab)),
    toast: (text, action = null) => void showToast(toasts, text, action),
    fail: (title, cause, at = null) => void showFailure(toasts, title, toCommandError(cause), at),
    onRenamed: (listener) => {
      renameListeners.add(listener);
      return () => renameListeners.delete(listener);
    },
    load,
    flush: async () => {
      await Promise.all([drafts.flush(), saveSession('all')]);
    },
    dispose: () => {
      for (const remove of removers) remove();
      follower.dispose();
      if (sessionTimer !== null) clearTimeout(sessionTimer);
    },
  };
}
