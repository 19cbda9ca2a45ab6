import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { ParentPort } from 'electron';
import { assertNever, CommandError } from '../core/contract/index.ts';
import { createEngine, type Engine } from '../core/engine.ts';
import { electronPortTransport, serveRpc } from '../core/rpc/index.ts';
import type { MessageFromEngine, MessageToEngine } from './engine-messages.ts';
import { fillNewWorkspace } from './new-workspace.ts';
import { createRemoteCipher } from './remote-cipher.ts';

/** The engine's own process: `process.parentPort` leads to main, and each `connect` brings a port to a page. */
function serveEngine(parent: ParentPort): void {
  const tell = (message: MessageFromEngine): void => parent.postMessage(message);
  const cipher = createRemoteCipher((id, request) => tell({ type: 'cipher-request', id, request }));
  let engine: Engine | null = null;

  const open = async (message: MessageToEngine & { type: 'open' }): Promise<void> => {
    try {
      // The engine would take a missing folder for an empty workspace.
      if (!existsSync(message.workspacePath)) throw new Error('the folder does not exist.');
      engine = await createEngine({
        workspacePath: message.workspacePath,
        dataPath: message.dataPath,
        logWorkerUrl: new URL('./log-worker.js', import.meta.url),
        environmentVariables: process.env,
        appVersion: message.appVersion,
        ...(message.hasCipher ? { cipher } : {}),
      });
      if (message.isNew) await fillNewWorkspace(engine.handlers, basename(message.workspacePath));
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
  const reason = error instanceof CommandError || error instanceof Error ? error.message : String(error);
  return `The workspace ${workspacePath} cannot be opened: ${reason} Open another workspace, or put this right and restart the engine.`;
}

serveEngine(process.parentPort);
