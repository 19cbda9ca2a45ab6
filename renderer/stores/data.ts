import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  CommandError,
  CommandOutput,
  EngineClient,
  ObjectRecord,
  RecipientRename,
} from '../../core/contract/index.ts';
import { toCommandError } from './command-failure.ts';

export type ProjectRow = CommandOutput<'projects.list'>[number];
export type WebhookRow = CommandOutput<'webhooks.list'>[number];

/** A list as it was last read: what is shown stays while it is read again. */
export interface Loaded<T> {
  rows: readonly T[];
  status: 'loading' | 'ready' | 'failed';
  error: CommandError | null;
}
export interface DataState {
  /** Grows with every change of an environment's data, so that other queries of it can be read again. */
  versions: Readonly<Record<string, number>>;
  projects: Readonly<Record<string, Loaded<ProjectRow>>>;
  /** By `webhooksId(environment, projectId)`. */
  webhooks: Readonly<Record<string, Loaded<WebhookRow>>>;
}
export interface Data {
  store: StoreApi<DataState>;
  /** Reads the list unless it is there; shows what is there meanwhile. */
  wantProjects(environment: string): void;
  wantWebhooks(environment: string, projectId: string): void;
  /** The environment's data changed: everything read of it is read again. */
  invalidate(environment: string): void;
  invalidateAll(): void;
  /** A record has another id: what was read of it is shown under that, until it is read again. */
  rename(rename: RecipientRename): void;
}

export function webhooksId(environment: string, projectId: string): string {
  return `${environment}/${projectId}`;
}

function withRowRenamed<R extends { object: ObjectRecord }>(
  rows: readonly R[],
  { collection, from, to }: RecipientRename,
): readonly R[] {
  return rows.map((row) =>
    row.object.collection === collection && row.object.id === from
      ? { ...row, object: { ...row.object, id: to } }
      : row,
  );
}

/** As `state` would have been read after the rename. */
export function withRecipientRenamed(state: DataState, rename: RecipientRename): DataState {
  const { environment, collection, from, to } = rename;
  const renamed = <R extends { object: ObjectRecord }>(loaded: Loaded<R>): Loaded<R> => ({
    ...loaded,
    rows: withRowRenamed(loaded.rows, rename),
  });
  const projects = state.projects[environment];
  const isProject =
    projects?.rows.some(({ object }) => object.collection === collection && object.id === from) === true;
  const webhooks = Object.entries(state.webhooks).map(([id, loaded]) => {
    if (!id.startsWith(webhooksId(environment, ''))) return [id, loaded] as const;
    const isOfProject = isProject && id === webhooksId(environment, from);
    return [isOfProject ? webhooksId(environment, to) : id, renamed(loaded)] as const;
  });
  return {
    ...state,
    projects: projects === undefined ? state.projects : { ...state.projects, [environment]: renamed(projects) },
    webhooks: Object.fromEntries(webhooks),
  };
}

export function createData(client: Pick<EngineClient, 'call'>): Data {
  const store = createStore<DataState>(() => ({ versions: {}, projects: {}, webhooks: {} }));
  /** Answers may overtake each other: only the newest question's answer counts. */
  const latest = new Map<string, symbol>();
  const renames: RecipientRename[] = [];

  async function read<S extends 'projects' | 'webhooks'>(
    slot: S,
    id: string,
    ask: () => Promise<DataState[S][string]['rows']>,
  ): Promise<void> {
    const question = Symbol(id);
    latest.set(`${slot}:${id}`, question);
    const rows = store.getState()[slot][id]?.rows ?? [];
    const renamesBefore = renames.length;
    const set = (entry: Loaded<ProjectRow> | Loaded<WebhookRow>): void => {
      if (latest.get(`${slot}:${id}`) !== question) return;
      store.setState((state) => ({ ...state, [slot]: { ...state[slot], [id]: entry } }));
    };
    set({ rows, status: 'loading', error: null } as Loaded<ProjectRow>);
    try {
      const answered: readonly (ProjectRow | WebhookRow)[] = await ask();
      // What was asked before a rename may tell of it, or not yet.
      const renamed = renames
        .slice(renamesBefore)
        .filter(({ environment }) => `${id}/`.startsWith(`${environment}/`))
        .reduce(withRowRenamed, answered);
      set({ rows: renamed, status: 'ready', error: null } as Loaded<ProjectRow>);
    } catch (cause) {
      set({ rows, status: 'failed', error: toCommandError(cause) } as Loaded<ProjectRow>);
    }
  }
  const readProjects = (environment: string) =>
    read('projects', environment, () => client.call('projects.list', { environment }));
  const readWebhooks = (environment: string, projectId: string) =>
    read('webhooks', webhooksId(environment, projectId), () =>
      client.call('webhooks.list', { environment, projectId }),
    );

  function invalidate(environment: string): void {
    const { versions, projects, webhooks } = store.getState();
    store.setState({ versions: { ...versions, [environment]: (versions[environment] ?? 0) + 1 } });
    if (projects[environment] !== undefined) void readProjects(environment);
    const prefix = webhooksId(environment, '');
    for (const id of Object.keys(webhooks)) {
      if (id.startsWith(prefix)) void readWebhooks(environment, id.slice(prefix.length));
    }
  }

  return {
    store,
    wantProjects(environment) {
      if (store.getState().projects[environment] === undefined) void readProjects(environment);
    },
    wantWebhooks(environment, projectId) {
      if (store.getState().webhooks[webhooksId(environment, projectId)] === undefined) {
        void readWebhooks(environment, projectId);
      }
    },
    invalidate,
    rename(rename) {
      renames.push(rename);
      store.setState((state) => withRecipientRenamed(state, rename));
    },
    invalidateAll() {
      const { versions, projects, webhooks } = store.getState();
      const read = [...Object.keys(projects), ...Object.keys(webhooks).map((id) => id.slice(0, id.indexOf('/')))];
      for (const environment of new Set([...Object.keys(versions), ...read])) invalidate(environment);
    },
  };
}
