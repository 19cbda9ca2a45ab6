import { CommandError } from '../../contract/errors.ts';
import type { Environment } from '../../model/index.ts';
import type { DataSnapshot, EnvironmentData } from '../../workspace/index.ts';
import type { EngineContext } from '../engine-context.ts';

interface EnvironmentCopy {
  from: string;
  to: string;
  /** Of the new environment. */
  value: Environment;
}

/**
 * Makes an environment with the users, tenants, objects and subscriptions of another one. Values of secrets are not copied.
 * Throws `conflict` when there is one under the new key, or data that one has left there; `not-found` without the old one.
 */
export async function copyEnvironment(
  { workspace }: EngineContext,
  { from, to, value }: EnvironmentCopy,
): Promise<void> {
  if (workspace.get('environment', from) === null) {
    throw new CommandError('not-found', `There is no environment "${from}".`, { field: 'from' });
  }
  const taken = new CommandError(
    'conflict',
    `There is an environment "${to}" already, or data of one. Choose another key.`,
    {
      field: 'to',
    },
  );
  if (workspace.get('environment', to) !== null) throw taken;
  await workspace.put('environment', to, value, null);
  try {
    const target = workspace.data(to);
    if (!isEmpty(snapshotOf(target))) throw taken;
    await target.putAll(snapshotOf(workspace.data(from)));
  } catch (error) {
    await workspace.remove('environment', to);
    throw error;
  }
}

/** Removes an environment with all of its data; what the data folder has of it, such as values of secrets, stays. */
export async function removeEnvironment({ workspace }: EngineContext, environment: string): Promise<void> {
  const data = workspace.data(environment);
  const { objects, users, tenants, subscriptions } = snapshotOf(data);
  await data.removeSubscriptions(subscriptions);
  await data.removeObjects(objects);
  await data.removeUsers(users.map(({ id }) => id));
  await data.removeTenants(tenants.map(({ id }) => id));
  await workspace.remove('environment', environment);
}

function snapshotOf(data: EnvironmentData): DataSnapshot {
  return {
    objects: data.collections().flatMap(({ collection }) => [...data.objects(collection)]),
    users: [...data.users()],
    tenants: [...data.tenants()],
    subscriptions: [...data.subscriptions()],
  };
}

function isEmpty(snapshot: DataSnapshot): boolean {
  return Object.values(snapshot).every((records: readonly unknown[]) => records.length === 0);
}
