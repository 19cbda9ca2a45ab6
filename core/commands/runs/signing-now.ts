import { CommandError } from '../../contract/errors.ts';
import type { AttemptRecord, RunReason } from '../../model/index.ts';
import { emptyKeyMessage, type RenderedPreviousKey, readPreviousKeys } from '../../workflow/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { unsetSecrets } from '../environments/environment-vars.ts';
import { ownSchemes } from '../schemes/own-schemes.ts';
import { type SigningSchemes, signingSchemes } from '../schemes/signing-schemes.ts';
import { createKeyFinder, type KeyRun } from './current-keys.ts';
import { keyProblem } from './run-ports.ts';

/** How a logged message would be signed now, or why it cannot be. */
export type SigningNow =
  | {
      isPossible: true;
      schemes: SigningSchemes;
      /** Null = the channel does not sign now. */
      signingKey: string | null;
      previousKeys: readonly RenderedPreviousKey[];
    }
  | { isPossible: false; reason: RunReason };

/** Says for attempts of the log how they would be signed now. `recipients`: those that will be asked for. */
export function createSigningNow(
  context: EngineContext,
  run: KeyRun,
  recipients: Iterable<string>,
): (attempt: AttemptRecord) => SigningNow {
  const findOwn = ownSchemes(context);
  const { environment } = run.trigger;
  let findKeys: ReturnType<typeof createKeyFinder> | null = null;

  function signingOf(attempt: AttemptRecord): SigningNow {
    const channel = context.workspace.get('channel', attempt.channel)?.value;
    if (channel === undefined) {
      const message = `The channel "${attempt.channel}" no longer exists, so nothing says how to sign.`;
      return { isPossible: false, reason: { code: 'channel-missing', message } };
    }
    const schemes = signingSchemes(channel, findOwn, `The channel "${attempt.channel}"`);
    if (channel.signing === null) return { isPossible: true, schemes, signingKey: null, previousKeys: [] };
    findKeys ??= createKeyFinder(context, run, recipients);
    const { signing, current, previous, recipientProperties } = findKeys(attempt);
    if (current.trim() === '') {
      const behind = {
        template: signing.key,
        recipient: recipientProperties,
        unset: unsetSecrets(context, environment),
      };
      const message = emptyKeyMessage(behind, 'nothing can be signed');
      return { isPossible: false, reason: { code: 'empty-signing-key', message } };
    }
    const problem = keyProblem(channel, current, null, findOwn);
    if (problem !== null) return cannot(problem);
    const previousKeys = readPreviousKeys(previous, run.startedAtMs, (key, index) =>
      keyProblem(channel, key, index, findOwn),
    );
    if (typeof previousKeys === 'string') return cannot(previousKeys);
    return { isPossible: true, schemes, signingKey: current, previousKeys };
  }

  return (attempt) => {
    try {
      return signingOf(attempt);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      const [detail] = error.details?.split('\n') ?? [];
      return cannot(detail === undefined ? error.message : `${error.message.replace(/\.$/, '')}: ${detail}`);
    }
  };
}

function cannot(message: string): SigningNow {
  return { isPossible: false, reason: { code: 'template-error', message } };
}
