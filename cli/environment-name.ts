import { CommandError, type DocumentKind, type EngineClient } from '../core/contract/index.ts';

/** Keys of the workspace's documents of a kind. */
export async function documentKeys(client: EngineClient, wanted: DocumentKind): Promise<string[]> {
  return (await client.call('documents.list', {})).flatMap(({ kind, key }) => (kind === wanted ? [key] : []));
}

/** The environment that was named. Rejects with `not-found`, and says which there are. */
export async function knownEnvironment(client: EngineClient, named: string): Promise<string> {
  const keys = await documentKeys(client, 'environment');
  if (keys.includes(named)) return named;
  if (keys.length === 0) throw noEnvironment();
  const message = `The workspace has no environment "${named}". It has: ${keys.join(', ')}.`;
  throw new CommandError('not-found', message, { field: 'environment' });
}

export function noEnvironment(): CommandError {
  const message = 'The workspace has no environment. Add one in Settings, or a file under environments/.';
  return new CommandError('not-found', message, { field: 'environment' });
}
