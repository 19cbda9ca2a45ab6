import type { EventName } from './commands.ts';
import type { WireError } from './errors.ts';

/** Items of one stream that may be under way without having been taken by the reader. */
export const streamCreditWindow = 256;

/** What a client says. `id` is the client's own number for the call or stream; never used twice on one connection. */
export type ClientMessage =
  | { kind: 'call'; id: number; name: string; input: unknown }
  | { kind: 'open'; id: number; name: string; input: unknown; credit: number }
  | { kind: 'credit'; id: number; count: number }
  | { kind: 'cancel'; id: number }
  /** So many messages of events have been got: a client that says nothing is not sent more and more of them. */
  | { kind: 'heard'; count: number };

/** What the engine's side says. A stream ends with exactly one `end` or `error`, unless the client cancelled it. */
export type ServerMessage =
  | { kind: 'result'; id: number; output: unknown }
  | { kind: 'error'; id: number; error: WireError }
  | { kind: 'items'; id: number; items: unknown[] }
  | { kind: 'end'; id: number }
  /** `isGap`: the client did not read for so long that events before these were dropped; it must read everything anew. */
  | { kind: 'events'; events: EventEnvelope[]; isGap: boolean };

export interface EventEnvelope {
  name: EventName;
  payload: unknown;
}

/**
 * One connection, whatever carries it. Messages arrive in order and whole. `onMessage` is called once, before anything
 * is sent; messages that came earlier are kept for it.
 */
export interface RpcTransport {
  /** Throws when the message cannot be carried (a function inside, for example); does nothing after the end. */
  send(message: ClientMessage | ServerMessage): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Told once, when the other side is gone or `close` was called. */
  onClose(listener: () => void): void;
  close(): void;
}
