import { LongTexts } from '../../core/contract/long-texts.ts';
import { createCloseNotice } from '../../core/contract/transports.ts';
import type { RpcTransport } from '../../core/contract/wire.ts';
import { readWireText, writeWireText } from '../../core/contract/wire-text.ts';
import type { WorkerAnswer, WorkerRequest } from './connection-worker-messages.ts';
import { createMessageReader, sharedMessagesBytes } from './shared-messages.ts';

/** The part of a Worker that is needed here. */
export interface ConnectionWorker {
  postMessage(message: WorkerRequest, transfer?: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: { data: WorkerAnswer }) => void): void;
  terminate(): void;
}

export interface WorkerConnectionOptions {
  /** The address of a WebSocket, or a port, which is handed over. */
  engine: { address: string } | { port: MessagePort };
  worker: ConnectionWorker;
  /** Runs a task with the next frame, before it is painted: `requestAnimationFrame`. */
  beforeNextPaint(task: () => void): void;
  nowMs(): number;
  onOpen?(): void;
  onClose?(): void;
}

export function startConnectionWorker(): ConnectionWorker {
  return new Worker(new URL('./connection-worker.ts', import.meta.url), { type: 'module' });
}

/** What a frame waits for, and how long at most: half the time between two frames. */
const awaitedCalls: ReadonlySet<string> = new Set(['template.preview', 'template.lint']);
const waitLimitMs = 8;
/** Each wait in vain after the first lets more frames pass without one, up to so many: the template takes longer than that. */
const mostFramesWithoutWait = 8;

/**
 * Carries the contract over a connection that a worker holds. Chromium lets no message through between a key and the end of
 * the frame after it; an answer that has come by then is read from shared memory while that very frame is made, so that a
 * preview is painted together with the key. Answers to calls may overtake events that way, nothing else changes its order.
 */
export function workerTransport(options: WorkerConnectionOptions): RpcTransport {
  const { engine, worker, beforeNextPaint, nowMs } = options;
  const memory = new SharedArrayBuffer(sharedMessagesBytes);
  const shared = createMessageReader(memory);
  const closing = createCloseNotice();
  const sent = new LongTexts();
  const takenEarly = new Set<number>();
  const awaited = new Set<number>();
  let lastInOrder = 0;
  let listener: ((message: unknown) => void) | null = null;
  let isPolling = false;
  let vainWaits = 0;
  let framesToPass = 0;

  function give(message: unknown): void {
    if (isAnswer(message)) awaited.delete(message.id);
    listener?.(message);
  }

  /** Takes answers to calls that are already there; all else waits for its turn. */
  function takeAnswers(): void {
    for (const message of shared.since(lastInOrder)) {
      if (takenEarly.has(message.number) || !isAnswerText(message.text)) continue;
      takenEarly.add(message.number);
      give(readWireText(message.text));
    }
  }

  function poll(): void {
    isPolling = false;
    if (closing.isClosed()) return;
    takeAnswers();
    if (awaited.size === 0) return;
    framesToPass -= 1;
    if (framesToPass >= 0) return;
    waitForAnswers();
    vainWaits = awaited.size === 0 ? 0 : vainWaits + 1;
    framesToPass = vainWaits === 0 ? 0 : Math.min(2 ** (vainWaits - 1) - 1, mostFramesWithoutWait);
  }

  function waitForAnswers(): void {
    const until = nowMs() + waitLimitMs;
    let seen = shared.newest();
    while (awaited.size > 0 && nowMs() < until) {
      const newest = shared.newest();
      if (newest === seen) continue;
      seen = newest;
      takeAnswers();
    }
  }

  worker.addEventListener('message', ({ data }) => {
    if (data.kind === 'opened') return options.onOpen?.();
    if (data.kind === 'message') {
      lastInOrder = data.number;
      if (!takenEarly.delete(data.number)) give(readWireText(data.text));
      return;
    }
    if (data.kind === 'read-message') {
      lastInOrder = data.number;
      return give(data.message);
    }
    worker.terminate();
    closing.tell();
    options.onClose?.();
  });
  if ('port' in engine) worker.postMessage({ kind: 'adopt', port: engine.port, memory }, [engine.port]);
  else worker.postMessage({ kind: 'open', address: engine.address, memory });
  return {
    send(message) {
      if (closing.isClosed()) return;
      // Text, in which of a long template only the edit travels: to copy all of it would take longer than a frame.
      worker.postMessage({ kind: 'send', text: writeWireText(message, sent) });
      if (message.kind !== 'call') return;
      if (awaitedCalls.has(message.name)) awaited.add(message.id);
      if (isPolling) return;
      isPolling = true;
      beforeNextPaint(poll);
    },
    onMessage(given) {
      listener = given;
    },
    onClose: closing.listen,
    close() {
      worker.postMessage({ kind: 'close' });
      closing.tell();
    },
  };
}

/** How answers to calls begin as wire text: `kind` is their first key. */
function isAnswerText(text: string): boolean {
  return text.startsWith('{"kind":"result"') || text.startsWith('{"kind":"error"');
}

function isAnswer(message: unknown): message is { id: number } {
  if (typeof message !== 'object' || message === null || !('kind' in message) || !('id' in message)) return false;
  return message.kind === 'result' || message.kind === 'error';
}
