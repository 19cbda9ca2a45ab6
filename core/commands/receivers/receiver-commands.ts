import type { CommandHandlers } from '../../contract/commands.ts';
import { CommandError } from '../../contract/errors.ts';
import type { ReceiverState } from '../../contract/payloads.ts';
import type { Receiver } from '../../model/index.ts';
import { stoppedState } from '../../receiver/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { secretsInReceived } from '../secrets/secret-finder.ts';

type Names =
  | 'receivers.states'
  | 'receivers.start'
  | 'receivers.stop'
  | 'receivers.requests'
  | 'receivers.request'
  | 'receivers.authority'
  | 'receivers.makeClientCertificate'
  | 'receivers.clear';

export function createReceiverCommands(context: EngineContext): Pick<CommandHandlers, Names> {
  const { receivers, authority } = context;
  return {
    'receivers.states': () => receiverStates(context),
    async 'receivers.start'({ receivers: keys }) {
      await startReceivers(context, keys, 'receivers');
      return receiverStates(context).filter(({ receiver }) => keys.includes(receiver));
    },
    async 'receivers.stop'({ receivers: keys }) {
      const known = new Set(receiverStates(context).map(({ receiver }) => receiver));
      for (const [index, key] of keys.entries()) if (!known.has(key)) throw unknownReceiver(key, `receivers.${index}`);
      for (const key of keys) if (isHosted(context, key)) await receivers.stop(key);
      return receiverStates(context).filter(({ receiver }) => keys.includes(receiver));
    },
    'receivers.requests': ({ receiver, beforeNumber, limit, filter }) =>
      isHosted(context, receiver)
        ? receivers.requests(receiver, beforeNumber, limit, filter)
        : { requests: [], total: 0 },
    'receivers.request'({ id }) {
      const request = receivers.request(id);
      if (request !== null) return { ...request, maskedTexts: secretsInReceived(context, request) };
      throw new CommandError('not-found', 'The receiver no longer has this request: it keeps the newest ones only.', {
        field: 'id',
      });
    },
    'receivers.authority': async () => ({ certificate: await authority.certificate() }),
    'receivers.makeClientCertificate': () => authority.clientCertificate(),
    'receivers.clear'({ receiver }) {
      if (isHosted(context, receiver)) receivers.clear(receiver);
      return {};
    },
  };
}

/** Every receiver of the workspace, those that were never started included, by key. */
export function receiverStates({ workspace, receivers }: EngineContext): ReceiverState[] {
  const states = new Map(receivers.states().map((state) => [state.receiver, state]));
  for (const document of workspace.documents()) {
    if (document.kind !== 'receiver' || states.has(document.key)) continue;
    states.set(document.key, stoppedState(document.key));
  }
  return [...states.values()].sort((a, b) => (a.receiver < b.receiver ? -1 : 1));
}

/**
 * Starts all of them or none: when one cannot start, those that this call had started are stopped again and the error
 * names the receiver. A running receiver begins its status sequence anew, so that a repeated run repeats.
 */
export async function startReceivers(context: EngineContext, keys: readonly string[], field: string): Promise<void> {
  const { workspace, receivers } = context;
  const chosen = keys.map((key, index): [string, Receiver] => {
    const document = workspace.get('receiver', key);
    if (document === null) throw unknownReceiver(key, field === 'receivers' ? `receivers.${index}` : field);
    return [key, document.value];
  });
  const started: string[] = [];
  for (const [key, receiver] of chosen) {
    const isRunning = receivers.states().some((state) => state.receiver === key && state.status === 'running');
    try {
      await receivers.start(key, receiver);
      if (!isRunning) started.push(key);
    } catch (error) {
      for (const other of started) await receivers.stop(other);
      throw namingReceiver(error, key, receiver.name);
    }
  }
}

/** A receiver that runs is stopped while its document moves, and goes on under the key it has then. */
export async function movingReceiver<T>(
  context: EngineContext,
  { from, to }: { from: string; to: string },
  move: () => Promise<T>,
): Promise<T> {
  const { receivers } = context;
  const isRunning = receivers.states().some(({ receiver, status }) => receiver === from && status === 'running');
  if (!isRunning) return move();
  await receivers.stop(from);
  let key = from;
  try {
    const moved = await move();
    key = to;
    return moved;
  } finally {
    // Why it could not is told by its state.
    await startReceivers(context, [key], 'receivers').catch(() => undefined);
  }
}

function isHosted({ receivers }: EngineContext, key: string): boolean {
  return receivers.states().some(({ receiver }) => receiver === key);
}

function namingReceiver(error: unknown, key: string, name: string): unknown {
  if (!(error instanceof CommandError)) return error;
  const message = error.message.includes(`"${key}"`)
    ? error.message
    : `The receiver "${key}" (${name}) could not start. ${error.message}`;
  return new CommandError(error.code, message, {
    field: error.field ?? 'receiver',
    ...(error.details === null ? {} : { details: error.details }),
    cause: error,
  });
}

function unknownReceiver(key: string, field: string): CommandError {
  return new CommandError('not-found', `There is no receiver "${key}" in this workspace.`, { field });
}
