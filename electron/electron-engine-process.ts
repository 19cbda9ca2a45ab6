import { join } from 'node:path';
import { type MessagePortMain, utilityProcess } from 'electron';
import type { EngineProcess } from './engine-host.ts';

/** Starts the engine's bundle, in a process of its own. */
export function forkEngineProcess(): EngineProcess<MessagePortMain> {
  const child = utilityProcess.fork(join(import.meta.dirname, '../node/engine-process.js'), [], {
    serviceName: 'Hookbench engine',
  });
  return {
    get pid() {
      return child.pid;
    },
    postMessage: (message, transfer = []) => child.postMessage(message, transfer),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', listener),
    kill: () => child.kill(),
  };
}
