import { readWireText } from '../../core/contract/wire-text.ts';
import type { WorkerAnswer, WorkerRequest } from './connection-worker-messages.ts';
import { createMessageWriter, sharedLimitBytes } from './shared-messages.ts';

/** What a worker has, spelled out: the page's types are compiled with the DOM of a window. */
interface WorkerScope {
  postMessage(message: WorkerAnswer): void;
  onmessage: ((event: { data: WorkerRequest }) => void) | null;
}
const scope = globalThis as unknown as WorkerScope;

interface Connection {
  send(text: string): void;
  close(): void;
}

/** Hands on what the engine said; false = it was not a message. */
type PassOn = (data: unknown) => boolean;

let connection: Connection | null = null;

scope.onmessage = ({ data }) => {
  if (data.kind === 'open') connection = openSocket(data.address, passingOn(data.memory));
  else if (data.kind === 'adopt') connection = adoptPort(data.port, passingOn(data.memory));
  else if (data.kind === 'send') connection?.send(data.text);
  else connection?.close();
};

function openSocket(address: string, passOn: PassOn): Connection {
  const socket = new WebSocket(address);
  socket.addEventListener('open', () => scope.postMessage({ kind: 'opened' }));
  socket.addEventListener('close', () => scope.postMessage({ kind: 'closed' }));
  socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (!passOn(data)) socket.close(1007, 'not a message');
  });
  return { send: (text) => socket.send(text), close: () => socket.close(1000) };
}

function adoptPort(port: MessagePort, passOn: PassOn): Connection {
  // A port tells the other end that it was closed, not this one.
  const close = (): void => {
    port.close();
    scope.postMessage({ kind: 'closed' });
  };
  port.addEventListener('close', () => scope.postMessage({ kind: 'closed' }));
  port.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (!passOn(data)) close();
  });
  port.start();
  scope.postMessage({ kind: 'opened' });
  return { send: (text) => port.postMessage(text), close };
}

function passingOn(memory: SharedArrayBuffer): PassOn {
  const share = createMessageWriter(memory);
  let number = 0;
  return (text) => {
    if (typeof text !== 'string') return false;
    number += 1;
    // The memory first: a page that is about to paint looks there.
    share({ number, text });
    const answer = answerOf(number, text);
    if (answer !== null) scope.postMessage(answer);
    return answer !== null;
  };
}

/** A short message is read by the page as fast as it is copied; the text of a long one would hold its frames up. */
function answerOf(number: number, text: string): WorkerAnswer | null {
  if (text.length <= sharedLimitBytes) return { kind: 'message', number, text };
  try {
    return { kind: 'read-message', number, message: readWireText(text) };
  } catch {
    return null;
  }
}
