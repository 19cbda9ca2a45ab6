import { CommandError } from '../../contract/errors.ts';
import type { Environment, JsonObject } from '../../model/index.ts';
import { buildVars } from '../../workflow/index.ts';
import type { StoredRooms } from '../stored-rooms.ts';

export function environmentOf(context: Pick<StoredRooms, 'workspace'>, environment: string): Environment {
  const document = context.workspace.get('environment', environment);
  if (document === null) {
    throw new CommandError('not-found', `There is no environment "${environment}" in this workspace.`, {
      field: 'environment',
    });
  }
  return document.value;
}

/** Values of the secrets that the environment names; those without a value are left out. */
export function secretValues(context: StoredRooms, environment: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const name of environmentOf(context, environment).secrets) {
    const value = context.secrets.get(environment, name);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

/** Names of the environment's secrets that have no value on this machine. */
export function unsetSecrets(context: StoredRooms, environment: string): ReadonlySet<string> {
  const { secrets } = environmentOf(context, environment);
  return new Set(secrets.filter((name) => context.secrets.get(environment, name) === undefined));
}

/** `vars` of the Liquid scope: the environment's variables, typed by their JSON, and its secrets. */
export function environmentVars(context: StoredRooms, environment: string): JsonObject {
  return buildVars(environmentOf(context, environment).variables, secretValues(context, environment));
}
