import { parentPort, workerData } from 'node:worker_threads';
import { describeFailure, isDamage } from './log-failure.ts';
import { openDatabase, suspectFile } from './open-database.ts';
import type { LogRequestName, WorkerMessage, WorkerRequest, WorkerSettings } from './protocol.ts';
import { createRequestHandlers, type RequestHandlers } from './request-handlers.ts';

/** The thread that owns the database file: one request at a time, in the order they came. */
const settings = workerData as WorkerSettings;

function tell(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

function answer<N extends LogRequestName>(handlers: RequestHandlers, request: WorkerRequest<N>): void {
  try {
    tell({ kind: 'answer', id: request.id, output: handlers[request.name](request.input) });
  } catch (error) {
    if (isDamage(error)) {
      suspectFile(settings.file);
      const message = `The delivery log ${settings.file} is damaged. It will be checked when Hookbench starts again.`;
      tell({ kind: 'problem', problem: { kind: 'damaged', file: settings.file, message } });
    }
    tell({ kind: 'failure', id: request.id, failure: describeFailure(error, settings.file) });
  }
}

function start(): void {
  try {
    const { database, backupFile } = openDatabase(settings);
    const { handlers, lastSequence, lastBody } = createRequestHandlers(database, settings.file);
    parentPort?.on('message', (request: WorkerRequest) => {
      answer(handlers, request);
      if (request.name === 'close') parentPort?.close();
    });
    tell({ kind: 'opened', lastSequence, lastBody, backupFile });
  } catch (error) {
    tell({ kind: isDamage(error) ? 'unreadable' : 'refused', failure: describeFailure(error, settings.file) });
  }
}

start();
