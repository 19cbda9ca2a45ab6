import { readWireText } from '../../core/contract/wire-text.ts';
import { createMessageWriter, sharedLimitBytes } from './shared-messages.ts';
import type { SocketWorkerAnswer, SocketWorkerRequest } from './socket-worker-messages.ts';

/** What a worker has, spelled out: the page's types are compiled with the DOM of a window. */
interface WorkerScope {
  postMessage(message: SocketWorkerAnswer): void;
  onmessage: ((event: { data: SocketWorkerRequest }) => void) | null;
}
const scope = globalThis as unknown as WorkerScope;

let socket: WebSocket | null = null;

scope.onmessage = ({ data }) => {
  if (data.kind === 'open') socket = open(data.address, data.memory);
  else if (data.kind === 'send') socket?.send(data.text);
  else socket?.close(1000);
};

function open(address: string, memory: SharedArrayBuffer): WebSocket {
  const opened = new WebSocket(address);
  const share = createMessageWriter(memory);
  let number = 0;
  opened.addEventListener('open', () => scope.postMessage({ kind: 'opened' }));
  opened.addEventListener('close', () => scope.postMessage({ kind: 'closed' }));
  opened.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data !== 'string') return opened.close(1007, 'not a message');
    number += 1;
    // The memory first: a page that is about to paint looks there.
    share({ number, text: data });
    const answer = answerOf(number, data);
    if (answer === null) opened.close(1007, 'not a message');
    else scope.postMessage(answer);
  });
  return opened;
}

/** A short message is read by the page as fast as it is copied; the text of a long one would hold its frames up. */
function answerOf(number: number, text: string): SocketWorkerAnswer | null {
  if (text.length <= sharedLimitBytes) return { kind: 'message', number, text };
  try {
    return { kind: 'read-message', number, message: readWireText(text) };
  } catch {
    return null;
  }
}
