import { Worker } from 'node:worker_threads';
import { CommandError } from '../contract/errors.ts';
import type { LogProblem } from './log-store.ts';
import type { LogFailure, LogRequestName, LogRequests, WorkerMessage, WorkerSettings } from './protocol.ts';

/** Typed requests to the worker; answers come in any order. */
export interface WorkerLink {
  readonly lastSequence: number;
  /** Id of the newest body. */
  readonly lastBody: number;
  request<N extends LogRequestName>(
    name: N,
    input: LogRequests[N]['input'],
    transfer?: readonly ArrayBuffer[],
  ): Promise<LogRequests[N]['output']>;
  /** Asks the worker to close the file, and resolves once the thread has ended. */
  end(): Promise<void>;
}

interface Pending {
  resolve: (output: never) => void;
  reject: (error: Error) => void;
}

/**
 * What the thread holds is one batch or one page at a time, and bodies lie outside its heap: small limits keep garbage
 * from spreading and are still many times what it needs.
 */
const workerMemory = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 96 };

export function commandError(failure: LogFailure): CommandError {
  return new CommandError(failure.code, failure.message, failure.details === null ? {} : { details: failure.details });
}

/**
 * Starts the worker and waits until it has opened the file, or rejects with its reason. A file that cannot be read is
 * set aside by a second worker, which begins a new one; `onProblem` tells.
 */
export async function startWorker(
  workerUrl: URL,
  settings: Omit<WorkerSettings, 'isDamaged'>,
  onProblem: (problem: LogProblem) => void,
): Promise<WorkerLink> {
  const link = await tryWorker(workerUrl, { ...settings, isDamaged: false }, onProblem);
  return link ?? (await replaceLog(workerUrl, settings, onProblem));
}

async function replaceLog(
  workerUrl: URL,
  settings: Omit<WorkerSettings, 'isDamaged'>,
  onProblem: (problem: LogProblem) => void,
): Promise<WorkerLink> {
  const link = await tryWorker(workerUrl, { ...settings, isDamaged: true }, onProblem);
  if (link !== null) return link;
  throw new CommandError('disk-error', `A new delivery log at ${settings.file} could not be read back.`);
}

/** Null when the file cannot be read as a log; the worker has ended by then. */
function tryWorker(
  workerUrl: URL,
  settings: WorkerSettings,
  onProblem: (problem: LogProblem) => void,
): Promise<WorkerLink | null> {
  const worker = new Worker(workerUrl, { workerData: settings, name: 'hookbench-log', resourceLimits: workerMemory });
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let isEnding = false;
  let ended: CommandError | null = null;
  const exited = new Promise<void>((resolve) => {
    worker.once('exit', () => resolve());
  });

  function failAll(reason: CommandError): void {
    ended ??= reason;
    for (const { reject } of pending.values()) reject(ended);
    pending.clear();
  }

  function request<N extends LogRequestName>(
    name: N,
    input: LogRequests[N]['input'],
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<LogRequests[N]['output']> {
    return new Promise((resolve, reject) => {
      if (ended !== null) {
        reject(ended);
        return;
      }
      const id = nextId;
      nextId += 1;
      pending.set(id, { resolve, reject });
      worker.postMessage({ id, name, input }, [...transfer]);
    });
  }

  async function end(): Promise<void> {
    isEnding = true;
    // A worker that has died has nothing left to close.
    const closing = ended === null ? request('close', null) : null;
    ended ??= new CommandError('unavailable', 'The delivery log is closed.');
    try {
      await closing;
    } finally {
      // The thread ends whether or not the last checkpoint succeeded.
      await exited;
    }
  }

  return new Promise((resolve, reject) => {
    function onEnd(cause: Error | null): void {
      const reason = new CommandError(
        'unavailable',
        `The delivery log's worker ended unexpectedly. Restart Hookbench; everything acknowledged is in ${settings.file}.`,
        cause === null ? {} : { details: cause.stack ?? cause.message, cause },
      );
      const isNews = !isEnding && ended === null;
      failAll(isEnding ? new CommandError('unavailable', 'The delivery log is closed.') : reason);
      // While ending, the promise was or will be settled by what ended it.
      if (!isEnding) reject(reason);
      if (isNews) onProblem({ kind: 'worker-ended', file: settings.file, message: reason.message });
    }

    worker.on('error', onEnd);
    worker.on('exit', () => onEnd(null));
    worker.on('message', (message: WorkerMessage) => {
      switch (message.kind) {
        case 'opened':
          if (message.backupFile !== null) onProblem(replacedProblem(settings.file, message.backupFile));
          resolve({ lastSequence: message.lastSequence, lastBody: message.lastBody, request, end });
          return;
        case 'unreadable':
          isEnding = true;
          void worker.terminate().then(() => resolve(null));
          return;
        case 'refused':
          isEnding = true;
          reject(commandError(message.failure));
          void worker.terminate();
          return;
        case 'problem':
          onProblem(message.problem);
          return;
        case 'answer':
        case 'failure': {
          const waiting = pending.get(message.id);
          pending.delete(message.id);
          if (message.kind === 'failure') waiting?.reject(commandError(message.failure));
          // The worker answers each request with the output its name stands for.
          else waiting?.resolve(message.output as never);
          return;
        }
      }
    });
  });
}

function replacedProblem(file: string, backupFile: string): LogProblem {
  return {
    kind: 'replaced',
    file,
    backupFile,
    message: `The delivery log ${file} could not be read. It was kept as ${backupFile}, and a new, empty log was begun.`,
  };
}
