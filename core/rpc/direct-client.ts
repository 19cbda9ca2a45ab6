import type { CommandHandlers, CommandOutput, StreamHandlers, StreamItem } from '../contract/commands.ts';
import type { EngineClient } from '../contract/engine-client.ts';
import { CommandError } from '../contract/errors.ts';
import { WrittenOutput } from '../contract/wire-text.ts';
import { callCommand, type DispatchOptions, openStream } from './dispatch.ts';
import type { EventHub } from './event-hub.ts';

/** The engine in the caller's own process: the same checks and errors as over a wire, no copies and no batching. */
export function createDirectClient(
  handlers: CommandHandlers,
  streams: StreamHandlers,
  events: EventHub,
  options: DispatchOptions = {},
): EngineClient {
  let isClosed = false;
  const removers = new Set<() => void>();

  async function* readStream(name: string, input: unknown, caller: AbortSignalLikeOrNone) {
    const abort = new AbortController();
    caller?.addEventListener('abort', () => abort.abort());
    if (isClosed) throw closedError();
    if (caller?.aborted) throw new CommandError('cancelled', 'Cancelled.');
    try {
      for await (const item of openStream(streams, name, input, abort.signal, options)) {
        if (abort.signal.aborted) throw new CommandError('cancelled', 'Cancelled.');
        yield item;
      }
    } finally {
      abort.abort();
    }
  }

  return {
    async call(name, input) {
      if (isClosed) throw closedError();
      const output = await callCommand(handlers, name, input, options);
      return (output instanceof WrittenOutput ? output.read() : output) as CommandOutput<typeof name>;
    },
    stream(name, input, streamOptions) {
      return readStream(name, input, streamOptions?.signal) as AsyncIterable<StreamItem<typeof name>>;
    },
    on(name, listener) {
      const remove = events.on(name, listener);
      removers.add(remove);
      return () => {
        removers.delete(remove);
        remove();
      };
    },
    // Each event is told as it comes.
    onGap: () => () => undefined,
    // In one process the engine does not go away before its caller does.
    onClose: () => () => undefined,
    close() {
      isClosed = true;
      for (const remove of removers) remove();
      removers.clear();
    },
  };
}

type AbortSignalLikeOrNone = NonNullable<Parameters<EngineClient['stream']>[2]>['signal'];

function closedError(): CommandError {
  return new CommandError('unavailable', 'The engine has been closed.');
}
