import { CommandError } from '../../contract/errors.ts';
import type { Environment } from '../../model/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { environmentOf } from '../environments/environment-vars.ts';

/**
 * Adds the names to the environment's file, which tells others which values they need. Plain variables of these names go:
 * a name has one value.
 */
export function nameSecrets(context: EngineContext, environment: string, names: readonly string[]): Promise<void> {
  return changeEnvironment(context, environment, (value) => {
    const isNamed = (name: string) => !Object.hasOwn(value.variables, name) && value.secrets.includes(name);
    if (names.every(isNamed)) return value;
    const plain = Object.entries(value.variables).filter(([name]) => !names.includes(name));
    const secrets = [...new Set([...value.secrets, ...names])].sort();
    return { ...value, variables: Object.fromEntries(plain), secrets };
  });
}

export function forgetSecretName(context: EngineContext, environment: string, name: string): Promise<void> {
  return changeEnvironment(context, environment, (value) =>
    value.secrets.includes(name) ? { ...value, secrets: value.secrets.filter((other) => other !== name) } : value,
  );
}

/** Made anew from the newest file when somebody else changed it meanwhile; the same value given back writes nothing. */
async function changeEnvironment(
  { workspace }: EngineContext,
  environment: string,
  change: (value: Environment) => Environment,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const before = environmentOf({ workspace }, environment);
    const after = change(before);
    if (after === before) return;
    const revision = workspace.get('environment', environment)?.revision ?? null;
    try {
      await workspace.put('environment', environment, after, revision);
      return;
    } catch (error) {
      if (attempt === 5 || !(error instanceof CommandError) || error.code !== 'conflict') throw error;
    }
  }
}
