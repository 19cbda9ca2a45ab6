import { CommandError, type DocumentKind, type EngineClient } from '../core/contract/index.ts';

/** Keys of the workspace's documents of a kind. */
export async function documentKeys(client: EngineClient, wanted: DocumentKind): Promise<string[]> {
  return (await client.call('documents.list', {})).flatMap(({ kind, key }) => (kind === wanted ? [key] : []));
}

/** The environment that was named. Rejects with a `CommandError` that says which there are, or why it cannot be read. */
export async function knownEnvironment(client: EngineClient, named: string): Promise<string> {
  const keys = await documentKeys(client, 'environment');
  if (keys.includes(named)) return named;
  if (keys.length === 0) return refuseWithoutEnvironment(client);
  await refuseUnreadable(client, `environments/${named}.json`, 'environment');
  const message = `The workspace has no environment "${named}". It has: ${keys.join(', ')}.`;
  throw new CommandError('not-found', message, { field: 'environment' });
}

/** Rejects: there is none, or none that can be read. */
export async function refuseWithoutEnvironment(client: EngineClient): Promise<never> {
  await refuseUnreadable(client, 'environments/', 'environment');
  const message = 'The workspace has no environment. Add one in Settings, or a file under environments/.';
  throw new CommandError('not-found', message, { field: 'environment' });
}

/** Rejects when a file that begins so cannot be read, naming it and why. */
export async function refuseUnreadable(client: EngineClient, path: string, field: string): Promise<void> {
  const problems = await client.call('workspace.problems', {});
  const problem = problems.find(({ file, severity }) => severity === 'error' && file.startsWith(path));
  if (problem === undefined) return;
  throw new CommandError('invalid-input', `${problem.file}: ${problem.message}`, { field });
}
