import { CommandError } from '../contract/errors.ts';
import type { EngineContext } from './engine-context.ts';
import { environmentOf } from './environment-vars.ts';

/** Adds the name to the environment's file, which tells others which values they need. */
export function nameSecret(context: EngineContext, environment: string, name: string): Promise<void> {
  return changeNames(context, environment, (names) => (names.includes(name) ? names : [...names, name].sort()));
}

export function forgetSecretName(context: EngineContext, environment: string, name: string): Promise<void> {
  return changeNames(context, environment, (names) => names.filter((other) => other !== name));
}

/** Made anew from the newest names when somebody else changed the file meanwhile. */
async function changeNames(
  { workspace }: EngineContext,
  environment: string,
  change: (names: string[]) => string[],
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const value = environmentOf({ workspace }, environment);
    const secrets = change(value.secrets);
    if (secrets.length === value.secrets.length) return;
    const revision = workspace.get('environment', environment)?.revision ?? null;
    try {
      await workspace.put('environment', environment, { ...value, secrets }, revision);
      return;
    } catch (error) {
      if (attempt === 5 || !(error instanceof CommandError) || error.code !== 'conflict') throw error;
    }
  }
}
