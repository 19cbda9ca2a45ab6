import { CommandError } from '../contract/errors.ts';
import type { Environment, JsonObject } from '../model/index.ts';
import { buildVars } from '../workflow/index.ts';
import type { EngineContext } from './engine-context.ts';

type VarsContext = Pick<EngineContext, 'workspace' | 'secrets'>;

export function environmentOf(context: Pick<EngineContext, 'workspace'>, environment: string): Environment {
  const document = context.workspace.get('environment', environment);
  if (document === null) {
    throw new CommandError('not-found', `There is no environment "${environment}" in this workspace.`, {
      field: 'environment',
    });
  }
  return document.value;
}

/** Values of the secrets that the environment names; those without a value are left out. */
export function secretValues(context: VarsContext, environment: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const name of environmentOf(context, environment).secrets) {
    const value = context.secrets.get(environment, name);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

/** `vars` of the Liquid scope: the environment's variables, typed by their JSON, and its secrets. */
export function environmentVars(context: VarsContext, environment: string): JsonObject {
  return buildVars(environmentOf(context, environment).variables, secretValues(context, environment));
}
