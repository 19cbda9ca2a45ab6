import { basename } from 'node:path';
import type { ParentPort } from 'electron';
import { assertNever, CommandError } from '../core/contract/index.ts';
import { createEngine, createWorkspace, type Engine } from '../core/engine.ts';
import { keepHeapSmall } from '../core/engine-heap.ts';
import { electronPortTransport, serveRpc } from '../core/rpc/index.ts';
import type { MessageFromEngine, MessageToEngine } from './engine-messages.ts';
import { createRemoteCipher } from './remote-cipher.ts';

/** The engine's own process: `process.parentPort` leads to main, and each `connect` brings a port to a page. */
function serveEngine(parent: ParentPort): void {
  const tell = (message: MessageFromEngine): void => parent.postMessage(message);
  const cipher = createRemoteCipher((id, request) => tell({ type: 'cipher-request', id, request }));
  let engine: Engine | null = null;

  const open = async (message: MessageToEngine & { type: 'open' }): Promise<void> => {
    try {
      if (message.isNew) await createWorkspace({ path: message.workspacePath, name: basename(message.workspacePath) });
      engine = await createEngine({
        workspacePath: message.workspacePath,
        dataPath: message.dataPath,
        logWorkerUrl: new URL('./log-worker.js', import.meta.url),
        heavyWorkerUrl: new URL('./heavy-worker.js', import.meta.url),
        environmentVariables: process.env,
        appVersion: message.appVersion,
        ...(message.hasCipher ? { cipher } : {}),
      });
      tell({ type: 'ready' });
    } catch (error) {
      tell({ type: 'failed', message: describeFailure(message.workspacePath, error) });
      // Main's message is on its way: it is written before the process ends.
      setImmediate(() => process.exit(1));
    }
  };

  parent.on('message', ({ data, ports }) => {
    const message: MessageToEngine = data;
    switch (message.type) {
      case 'open':
        void open(message);
        return;
      case 'connect': {
        const [port] = ports;
        if (engine === null || port === undefined) return;
        serveRpc(electronPortTransport(port), engine.handlers, engine.streams, engine.events);
        return;
      }
      case 'cipher-answer':
        cipher.receive(message.id, message.answer);
        return;
      case 'close':
        void (engine?.close() ?? Promise.resolve()).finally(() => process.exit(0));
        return;
      default:
        assertNever(message);
    }
  });
}

function describeFailure(workspacePath: string, error: unknown): string {
  // A refusal says already what it is about and what to do.
  if (error instanceof CommandError) return error.message;
  return `The workspace ${workspacePath} cannot be opened: ${error instanceof Error ? error.message : String(error)}`;
}

keepHeapSmall();
serveEngine(process.parentPort);
