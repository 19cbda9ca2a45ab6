import type { CommandHandlers } from '../contract/commands.ts';
import { CommandError } from '../contract/errors.ts';
import { type FindOwnScheme, findKeyProblems, findPreset, generateKey, keyFormOf } from '../signing/index.ts';
import { chosenScheme } from './signature-lab-commands.ts';

type Names = 'signatures.generateKey' | 'signatures.checkKey';

/** Keys for the lab. They go to the window that asked and are kept nowhere. */
export function createSignatureKeyCommands({ findOwn }: { findOwn: FindOwnScheme }): Pick<CommandHandlers, Names> {
  return {
    'signatures.generateKey': ({ scheme }) => {
      const preset = 'preset' in scheme ? findPreset(scheme.preset) : null;
      const form = preset?.keyForm ?? keyFormOf(chosenScheme(scheme, findOwn));
      if (form !== null) return generateKey(form);
      throw new CommandError('invalid-input', 'Keys of this form have to be made elsewhere, such as with OpenSSL.', {
        field: 'scheme',
      });
    },
    'signatures.checkKey': ({ scheme, key, use }) => findKeyProblems(chosenScheme(scheme, findOwn), key, use),
  };
}
