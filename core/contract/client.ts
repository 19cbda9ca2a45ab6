import type { AbortSignalLike, CommandName, CommandOutput, EventName, EventPayload, StreamItem } from './commands.ts';
import type { EngineClient } from './engine-client.ts';
import { CommandError } from './errors.ts';
import { createStreamReader, type StreamReader } from './stream-reader.ts';
import { type RpcTransport, type ServerMessage, streamCreditWindow } from './wire.ts';

interface PendingCall {
  resolve(output: unknown): void;
  reject(error: CommandError): void;
}

/**
 * The engine behind a connection. Calls may be made at once: the transport holds them back until it is open.
 * Every rejection is a `CommandError`; when the connection ends, calls and streams under way get `unavailable`.
 */
export function createRpcClient(transport: RpcTransport): EngineClient {
  const calls = new Map<number, PendingCall>();
  const readers = new Map<number, StreamReader>();
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const gapListeners = new Set<() => void>();
  const closeListeners = new Set<() => void>();
  let lastId = 0;
  let isClosed = false;

  function take(message: ServerMessage): void {
    switch (message.kind) {
      case 'result':
        calls.get(message.id)?.resolve(message.output);
        calls.delete(message.id);
        return;
      case 'error': {
        const error = CommandError.fromWire(message.error);
        calls.get(message.id)?.reject(error);
        calls.delete(message.id);
        readers.get(message.id)?.fail(error);
        return;
      }
      case 'items':
        readers.get(message.id)?.push(message.items);
        return;
      case 'end':
        readers.get(message.id)?.end();
        return;
      case 'events':
        transport.send({ kind: 'heard', count: 1 });
        if (message.isGap) for (const listener of gapListeners) listener();
        for (const event of message.events) emit(event.name, event.payload);
    }
  }

  function emit(name: EventName, payload: unknown): void {
    // The payload's type follows from the name: the engine's side emits through the same table of types.
    for (const listener of listeners.get(name) ?? []) listener(payload as never);
  }

  function end(): void {
    if (isClosed) return;
    isClosed = true;
    for (const call of calls.values()) call.reject(goneError());
    for (const reader of readers.values()) reader.fail(goneError());
    calls.clear();
    readers.clear();
  }

  transport.onMessage((message) => {
    if (isServerMessage(message)) take(message);
  });
  transport.onClose(() => {
    if (isClosed) return;
    end();
    for (const listener of closeListeners) listener();
  });

  async function* readStream(name: string, input: unknown, signal: AbortSignalLike | undefined) {
    if (isClosed) throw goneError();
    if (signal?.aborted) throw cancelledError();
    const id = ++lastId;
    const reader = createStreamReader((count) => transport.send({ kind: 'credit', id, count }));
    readers.set(id, reader);
    signal?.addEventListener('abort', () => {
      reader.abandon(cancelledError());
    });
    try {
      sendOrRefuse(() => transport.send({ kind: 'open', id, name, input, credit: streamCreditWindow }));
      for (;;) {
        const next = await reader.next();
        if (next.done) return;
        yield next.value;
      }
    } finally {
      readers.delete(id);
      if (!reader.isEndedByEngine() && !isClosed) transport.send({ kind: 'cancel', id });
    }
  }

  return {
    call<N extends CommandName>(name: N, input: unknown) {
      return new Promise<CommandOutput<N>>((resolve, reject) => {
        if (isClosed) return reject(goneError());
        const id = ++lastId;
        calls.set(id, { resolve: resolve as (output: unknown) => void, reject });
        try {
          sendOrRefuse(() => transport.send({ kind: 'call', id, name, input }));
        } catch (error) {
          calls.delete(id);
          reject(error);
        }
      });
    },
    stream(name, input, options) {
      return readStream(name, input, options?.signal) as AsyncIterable<StreamItem<typeof name>>;
    },
    on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void) {
      const forName = listeners.get(name) ?? new Set();
      listeners.set(name, forName);
      // A wrapper of its own, so that the same function registered twice is also removed one by one.
      const entry = (payload: never) => listener(payload);
      forName.add(entry);
      return () => forName.delete(entry);
    },
    onGap(listener) {
      gapListeners.add(listener);
      return () => gapListeners.delete(listener);
    },
    onClose(listener) {
      closeListeners.add(listener);
      return () => closeListeners.delete(listener);
    },
    close() {
      end();
      transport.close();
    },
  };
}

function sendOrRefuse(send: () => void): void {
  try {
    send();
  } catch (error) {
    throw new CommandError('invalid-input', 'The request holds something that cannot be sent to the engine.', {
      details: String(error),
    });
  }
}

function isServerMessage(message: unknown): message is ServerMessage {
  return typeof message === 'object' && message !== null && 'kind' in message;
}

function goneError(): CommandError {
  return new CommandError('unavailable', 'The connection to the engine has ended. Restart the engine, then try again.');
}

function cancelledError(): CommandError {
  return new CommandError('cancelled', 'Cancelled.');
}
