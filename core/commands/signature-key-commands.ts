import type { CommandHandlers } from '../contract/commands.ts';
import { CommandError } from '../contract/errors.ts';
import { findKeyProblems, findPreset, generateKey, keyFormOf } from '../signing/index.ts';
import { schemeOf } from './signature-lab-commands.ts';

type Names = 'signatures.generateKey' | 'signatures.checkKey';

/** Keys for the lab. They go to the window that asked and are kept nowhere. */
export function createSignatureKeyCommands(): Pick<CommandHandlers, Names> {
  return {
    'signatures.generateKey': ({ scheme }) => {
      const preset = 'preset' in scheme ? findPreset(scheme.preset) : null;
      const form = preset?.keyForm ?? keyFormOf(schemeOf(scheme));
      if (form !== null) return generateKey(form);
      throw new CommandError('invalid-input', 'Keys of this form have to be made elsewhere, such as with OpenSSL.', {
        field: 'scheme',
      });
    },
    'signatures.checkKey': ({ scheme, key, use }) => findKeyProblems(schemeOf(scheme), key, use),
  };
}
