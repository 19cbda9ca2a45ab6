import type { CommandHandlers } from '../../contract/commands.ts';
import { CommandError } from '../../contract/errors.ts';
import type { EngineContext } from '../engine-context.ts';
import { environmentOf } from '../environments/environment-vars.ts';
import { forgetSecretName, nameSecrets } from './secret-names.ts';

type Names = 'secrets.list' | 'secrets.set' | 'secrets.remove' | 'secrets.reveal';

export function createSecretCommands(context: EngineContext): Pick<CommandHandlers, Names> {
  const { secrets } = context;
  // Data refers to secrets: whoever shows or checks it looks again.
  const tellChange = (environment: string): void =>
    context.events.emit('data.changed', { environment, origin: 'command' });
  return {
    'secrets.list'({ environment }) {
      const names = new Set([...environmentOf(context, environment).secrets, ...secrets.names(environment)]);
      return [...names].sort().map((name) => {
        const source = secrets.source(environment, name);
        return { name, isSet: source !== 'none', source };
      });
    },
    async 'secrets.set'({ environment, name, value }) {
      if (Object.hasOwn(environmentOf(context, environment).variables, name)) {
        throw new CommandError(
          'conflict',
          `"${name}" is a plain variable of this environment. Remove that one first.`,
          {
            field: 'name',
          },
        );
      }
      await secrets.set(environment, name, value);
      await nameSecrets(context, environment, [name]);
      tellChange(environment);
      return {};
    },
    async 'secrets.remove'({ environment, name }) {
      await secrets.remove(environment, name);
      await forgetSecretName(context, environment, name);
      tellChange(environment);
      return {};
    },
    'secrets.reveal': ({ environment, name }) => ({ value: secrets.get(environment, name) ?? null }),
  };
}
