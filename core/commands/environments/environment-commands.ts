import type { CommandHandlers } from '../../contract/commands.ts';
import type { EngineContext } from '../engine-context.ts';
import { copyEnvironment, removeEnvironment } from './copy-environment.ts';

type Names = 'environments.copy' | 'environments.remove';

export function createEnvironmentCommands(context: EngineContext): Pick<CommandHandlers, Names> {
  return {
    async 'environments.copy'(copy) {
      await copyEnvironment(context, copy);
      return {};
    },
    async 'environments.remove'({ environment }) {
      await removeEnvironment(context, environment);
      return {};
    },
  };
}
