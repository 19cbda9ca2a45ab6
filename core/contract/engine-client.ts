import type {
  AbortSignalLike,
  CommandInput,
  CommandName,
  CommandOutput,
  EventName,
  EventPayload,
  StreamInput,
  StreamItem,
  StreamName,
} from './commands.ts';

/** The engine as a screen or a host sees it, whatever carries the messages. */
export interface EngineClient {
  /** Rejects with a `CommandError`, never with anything else. */
  call<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>>;
  /** Items come only as fast as they are taken; leaving the loop or aborting stops the engine's side too. */
  stream<N extends StreamName>(
    name: N,
    input: StreamInput<N>,
    options?: { signal?: AbortSignalLike },
  ): AsyncIterable<StreamItem<N>>;
  /** Returns the remover; calling it twice is safe. */
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
  /** Called when events have been missed: what was read before must be read again. Returns the remover. */
  onGap(listener: () => void): () => void;
  /** Called once when the engine is gone; calls under way reject with `unavailable`. */
  onClose(listener: () => void): () => void;
  close(): void;
}
