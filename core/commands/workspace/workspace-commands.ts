import type { CommandHandlers, StreamHandlers } from '../../contract/commands.ts';
import type { DocumentRename, RenamedKind } from '../../model/index.ts';
import { buildCatalogue } from '../catalogue.ts';
import type { EngineContext } from '../engine-context.ts';
import { type EnvironmentUsers, movingEnvironment } from '../environments/move-environment.ts';
import { createUnreadVariables } from '../environments/unread-variables.ts';
import { movingReceiver } from '../receivers/receiver-commands.ts';
import { tellRenamed } from '../tell-renamed.ts';

type Names =
  | 'workspace.get'
  | 'workspace.problems'
  | 'catalogue.get'
  | 'documents.list'
  | 'documents.put'
  | 'documents.rename'
  | 'documents.remove'
  | 'session.load'
  | 'session.save';

export function createWorkspaceCommands(
  context: EngineContext,
  environments: EnvironmentUsers,
): Pick<CommandHandlers, Names> {
  const { workspace, secrets, session } = context;
  const catalogue = buildCatalogue();
  const variables = createUnreadVariables(context);
  return {
    'workspace.get': () => ({
      ...workspace.info(),
      appVersion: context.appVersion,
      secretStorage: { kind: secrets.kind, description: secrets.description },
    }),
    'workspace.problems': () => context.problems.list(),
    'catalogue.get': () => catalogue,
    'documents.list': () => workspace.documents(),
    async 'documents.put'({ kind, key, value, baseRevision }) {
      const stored = await workspace.put(kind, key, value, baseRevision);
      return { revision: stored.revision };
    },
    async 'documents.rename'({ kind, from, to }) {
      const rename = { kind, from, to };
      const move = async () => {
        const rewritten = await workspace.rename(kind, from, to);
        tellRenamed(context, rename);
        return rewritten;
      };
      const rewritten = await movingWhatUsesIt(context, environments, rename, move);
      return {
        rewritten: rewritten.map((document) => ({ kind: document.kind, key: document.key })),
        unreadVariables: kind === 'environment' ? variables.afterRename(rename) : [],
      };
    },
    async 'documents.remove'({ kind, key }) {
      await workspace.remove(kind, key);
      return {};
    },
    'session.load': ({ window }) => ({ session: session.load(window), renamed: [...session.renamedSince(window)] }),
    'session.save'({ window, session: value }) {
      session.save(window, value);
      return {};
    },
  };
}

function movingWhatUsesIt<T>(
  context: EngineContext,
  environments: EnvironmentUsers,
  rename: DocumentRename<RenamedKind>,
  move: () => Promise<T>,
): Promise<T> {
  if (rename.kind === 'receiver') return movingReceiver(context, rename, move);
  if (rename.kind === 'environment') return movingEnvironment(context, environments, rename, move);
  return move();
}

export function createWorkspaceStreams({
  followed,
}: Pick<EngineContext, 'followed'>): Pick<StreamHandlers, 'environment.follow'> {
  return {
    'environment.follow': ({ environment }, signal) => nothingUntil(followed.follow(environment, signal)),
  };
}

function nothingUntil(end: Promise<void>): AsyncIterable<never> {
  const next = async () => {
    await end;
    return { done: true, value: undefined } as const;
  };
  return { [Symbol.asyncIterator]: () => ({ next }) };
}
