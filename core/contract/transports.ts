import { LongTexts } from './long-texts.ts';
import type { RpcTransport } from './wire.ts';
import { readWireText, writeWireText } from './wire-text.ts';

/** The part of a DOM (or Node) MessagePort that is needed here. */
export interface MessagePortLike {
  postMessage(message: unknown): void;
  addEventListener(type: 'message' | 'close', listener: (event: object) => void): void;
  start(): void;
  close(): void;
}

/**
 * The page's end of a MessagePort to the engine. It carries text, in which of a long template only the edit travels: to copy
 * a megabyte with every key takes a page longer than a frame.
 */
export function messagePortTransport(port: MessagePortLike): RpcTransport {
  const closing = createCloseNotice();
  const sent = new LongTexts();
  port.addEventListener('close', closing.tell);
  return {
    send(message) {
      if (!closing.isClosed()) port.postMessage(writeWireText(message, sent));
    },
    onMessage(listener) {
      const received = new LongTexts();
      port.addEventListener('message', (event) => listener(readMessage('data' in event ? event.data : null, received)));
      port.start();
    },
    onClose: closing.listen,
    close() {
      port.close();
      closing.tell();
    },
  };
}

/** The part of a WebSocket that is needed here: the browser's and that of `ws` both have it. */
export interface WebSocketLike {
  readonly readyState: number;
  /** What has been sent and not been taken by the system yet. */
  readonly bufferedAmount: number;
  send(text: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void;
}

const connecting = 0;
/** RFC 6455, 7.4.1: the other side did what is not allowed here. */
const policyViolation = 1008;

/**
 * Carries the contract over a WebSocket as text. What is sent before it is open waits. The other side is ended when it has
 * left more than `unreadLimitBytes` unread and something more is sent: a single message may be longer.
 */
export function webSocketTransport(
  socket: WebSocketLike,
  { unreadLimitBytes = Number.POSITIVE_INFINITY } = {},
): RpcTransport {
  const closing = createCloseNotice();
  const waiting: string[] = [];
  const received = new LongTexts();
  socket.addEventListener('open', () => {
    for (const text of waiting.splice(0)) socket.send(text);
  });
  socket.addEventListener('close', closing.tell);
  // A WebSocket that fails also closes; the listener keeps `ws` from throwing the error at the process.
  socket.addEventListener('error', () => undefined);
  return {
    send(message) {
      if (closing.isClosed()) return;
      if (socket.bufferedAmount > unreadLimitBytes) {
        socket.close(policyViolation, `You asked for more than you read: ${socket.bufferedAmount} bytes wait for you.`);
        closing.tell();
        return;
      }
      const text = writeWireText(message);
      if (socket.readyState === connecting) waiting.push(text);
      else socket.send(text);
    },
    onMessage(listener) {
      socket.addEventListener('message', (event) => {
        const message = readMessage(event.data, received);
        if (message === null) socket.close(1007, 'not a message');
        else listener(message);
      });
    },
    onClose: closing.listen,
    close() {
      socket.close(1000);
      closing.tell();
    },
  };
}

/** A message of the other end's `writeWireText`; null for anything else. */
export function readMessage(data: unknown, received: LongTexts): unknown {
  try {
    return typeof data === 'string' ? readWireText(data, received) : null;
  } catch {
    return null;
  }
}

/** Tells its listeners once; a listener that comes too late is told at once. */
export function createCloseNotice(): { tell(): void; listen(listener: () => void): void; isClosed(): boolean } {
  const listeners: (() => void)[] = [];
  let isClosed = false;
  return {
    tell() {
      if (isClosed) return;
      isClosed = true;
      for (const listener of listeners.splice(0)) listener();
    },
    listen(listener) {
      if (isClosed) listener();
      else listeners.push(listener);
    },
    isClosed: () => isClosed,
  };
}
