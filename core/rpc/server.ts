import type { CommandHandlers, StreamHandlers } from '../contract/commands.ts';
import type { RpcTransport, ServerMessage } from '../contract/wire.ts';
import { callCommand, type DispatchOptions, openStream } from './dispatch.ts';
import { createEventBatch } from './event-batch.ts';
import type { EventSource } from './event-hub.ts';
import { readClientMessage } from './read-client-message.ts';
import { type StreamWriter, writeStream } from './stream-writer.ts';
import { toWireError } from './wire-error.ts';

/**
 * Answers one connection until it ends: calls, streams with credit, and events at most once per frame, as far as they are
 * heard. When the connection ends, its streams are stopped (their generators' `finally` runs) and it hears no more events.
 */
export function serveRpc(
  transport: RpcTransport,
  handlers: CommandHandlers,
  streams: StreamHandlers,
  events: EventSource,
  options: DispatchOptions = {},
): { close(): void } {
  const writers = new Map<number, StreamWriter>();
  const batch = createEventBatch((waiting, isGap) => send({ kind: 'events', events: waiting, isGap }));
  const stopListening = events.onAny(batch.add);

  function send(message: ServerMessage): void {
    transport.send(message);
  }

  function sendResult(id: number, output: unknown): void {
    try {
      send({ kind: 'result', id, output });
    } catch (error) {
      send({ kind: 'error', id, error: toWireError(error) });
    }
  }

  function open(id: number, name: string, input: unknown, credit: number): void {
    const writer = writeStream((signal) => openStream(streams, name, input, signal, options), credit, {
      items: (items) => send({ kind: 'items', id, items }),
      end() {
        writers.delete(id);
        send({ kind: 'end', id });
      },
      error(error) {
        writers.delete(id);
        send({ kind: 'error', id, error });
      },
    });
    writers.set(id, writer);
  }

  transport.onMessage((raw) => {
    const message = readClientMessage(raw);
    switch (message?.kind) {
      case 'call':
        void callCommand(handlers, message.name, message.input, options).then(
          (output) => sendResult(message.id, output),
          (error: unknown) => send({ kind: 'error', id: message.id, error: toWireError(error) }),
        );
        return;
      case 'open':
        if (!writers.has(message.id)) open(message.id, message.name, message.input, message.credit);
        return;
      case 'credit':
        writers.get(message.id)?.grant(message.count);
        return;
      case 'heard':
        batch.heard(message.count);
        return;
      case 'cancel':
        writers.get(message.id)?.cancel();
        writers.delete(message.id);
        return;
      default:
        // Not one of ours: a connection that speaks another language is ended.
        transport.close();
    }
  });
  transport.onClose(() => {
    stopListening();
    batch.close();
    for (const writer of writers.values()) writer.cancel();
    writers.clear();
  });
  return { close: () => transport.close() };
}
