import type { CommandHandlers } from '../../contract/commands.ts';
import {
  type FindOwnScheme,
  findKeyProblems,
  findPreset,
  generateKey,
  generateSchemeKey,
} from '../../signing/index.ts';
import { chosenScheme } from './signature-lab-commands.ts';

type Names = 'signatures.generateKey' | 'signatures.checkKey';

/** Keys for the lab. They go to the window that asked and are kept nowhere. */
export function createSignatureKeyCommands({ findOwn }: { findOwn: FindOwnScheme }): Pick<CommandHandlers, Names> {
  return {
    'signatures.generateKey': ({ scheme }) => {
      const preset = 'preset' in scheme ? findPreset(scheme.preset) : null;
      return preset === null ? generateSchemeKey(chosenScheme(scheme, findOwn)) : generateKey(preset.keyForm);
    },
    'signatures.checkKey': ({ scheme, key, use }) => findKeyProblems(chosenScheme(scheme, findOwn), key, use),
  };
}
