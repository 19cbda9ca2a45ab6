import { Worker } from 'node:worker_threads';
import type { AbortSignalLike } from '../../contract/commands.ts';
import { CommandError } from '../../contract/errors.ts';
import { WrittenOutput } from '../../contract/wire-text.ts';
import type { WorkMessage, WorkRequest } from './serve-works.ts';
import type { AnyWork, Work } from './work.ts';

export interface WorkOptions<Progress> {
  signal?: AbortSignalLike;
  onProgress?(progress: Progress): void;
}

/** Works are done one after the other, in the order in which they were asked for. */
export interface WorkThread {
  /**
   * What the work gives. Rejects with `CommandError`: what the work refuses, `invalid-input` when it takes too long or
   * too much memory, `cancelled` when the signal is aborted, `unavailable`.
   */
  run<Input, Output, Progress>(
    work: Work<Input, Output, Progress>,
    input: Input,
    options?: WorkOptions<Progress>,
  ): Promise<Output>;
  /** The same as text of the wire, for an output that goes to a page: objects are handed over more slowly than text. */
  write<Input>(work: Work<Input, unknown>, input: Input): Promise<WrittenOutput>;
  /** Gives up what is under way and what waits. */
  close(): Promise<void>;
}

interface Job {
  work: AnyWork;
  input: unknown;
  isWritten: boolean;
  onProgress(progress: unknown): void;
  resolve(output: unknown): void;
  reject(error: unknown): void;
}

/** The heaviest YAML that is taken needs half of it. */
const memoryLimitMb = 2048;
/** A thread without work keeps what it had in memory: it is ended, and made again when it is needed. */
const idleLimitMs = 30_000;

/**
 * One thread, begun when it is first needed. Work that takes longer than it may is ended together with its thread,
 * because nothing else can interrupt it; what comes next gets a new one.
 */
export function createWorkThread(workerUrl: URL): WorkThread {
  const waiting: Job[] = [];
  let worker: Worker | null = null;
  let running: Job | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  function next(): void {
    if (running !== null) return;
    clearTimeout(timer);
    running = waiting.shift() ?? null;
    if (running === null) {
      timer = setTimeout(() => void endThread(), idleLimitMs).unref();
      return;
    }
    const { work, input, isWritten } = running;
    timer = setTimeout(() => giveUp(tookTooLong(work)), work.limitMs);
    worker ??= startThread();
    worker.ref();
    try {
      worker.postMessage({ name: work.name, input, isWritten } satisfies WorkRequest);
    } catch (error) {
      settle((job) => job.reject(error));
    }
  }

  function settle(end: (job: Job) => void): void {
    const settled = running;
    running = null;
    worker?.unref();
    if (settled !== null) {
      // Its signal may live on and hold the job, but need not hold megabytes.
      settled.input = null;
      end(settled);
    }
    next();
  }

  function startThread(): Worker {
    const thread = new Worker(workerUrl, {
      name: 'hookbench-heavy-work',
      resourceLimits: { maxOldGenerationSizeMb: memoryLimitMb },
    });
    thread.on('message', (message: WorkMessage) => {
      if (thread === worker) take(message);
    });
    thread.on('error', (error: NodeJS.ErrnoException) => {
      if (thread === worker) giveUp(whyEnded(error, running?.work));
    });
    thread.on('exit', () => {
      if (thread === worker) giveUp(whyEnded(null, running?.work));
    });
    return thread;
  }

  function take(message: WorkMessage): void {
    if (message.kind === 'progress') running?.onProgress(message.progress);
    else if (message.kind === 'done') settle((job) => job.resolve(message.output));
    else settle((job) => job.reject(CommandError.fromWire(message.error)));
  }

  /** Ends what is under way, and the thread with it. */
  function giveUp(reason: CommandError): void {
    void endThread();
    settle((job) => job.reject(reason));
  }

  async function endThread(): Promise<void> {
    const ended = worker;
    worker = null;
    await ended?.terminate();
  }

  function cancel(job: Job): void {
    const reason = new CommandError('cancelled', 'Cancelled.');
    const place = waiting.indexOf(job);
    if (place >= 0) waiting.splice(place, 1)[0]?.reject(reason);
    else if (job === running) giveUp(reason);
  }

  /** Settles with what the thread gives, which is what the work gives or the text of it. */
  function ask(work: AnyWork, input: unknown, isWritten: boolean, options: WorkOptions<unknown>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (isClosed) return reject(closedError());
      if (options.signal?.aborted) return reject(new CommandError('cancelled', 'Cancelled.'));
      const { onProgress = () => {} } = options;
      const job: Job = { work, input, isWritten, onProgress, resolve, reject };
      waiting.push(job);
      options.signal?.addEventListener('abort', () => cancel(job));
      next();
    });
  }

  return {
    // The thread answers each work with the progress and the output that are its own.
    run: <Input, Output, Progress>(
      work: Work<Input, Output, Progress>,
      input: Input,
      options: WorkOptions<Progress> = {},
    ) => ask(work, input, false, options as WorkOptions<unknown>) as Promise<Output>,
    write: async (work, input) => new WrittenOutput(String(await ask(work, input, true, {}))),
    async close() {
      isClosed = true;
      for (const job of waiting.splice(0)) job.reject(closedError());
      running?.reject(closedError());
      running = null;
      clearTimeout(timer);
      await endThread();
    },
  };
}

/** The refusal of work that was ended because its time was over. */
export function tookTooLong({ title, advice, field, limitMs }: AnyWork): CommandError {
  const message = `${title} took longer than ${limitMs / 1000} seconds and was ended. ${advice}`;
  return new CommandError('invalid-input', message, { field });
}

function whyEnded(error: NodeJS.ErrnoException | null, work: AnyWork | undefined): CommandError {
  if (error?.code === 'ERR_WORKER_OUT_OF_MEMORY' && work !== undefined) {
    const message = `${work.title} needed more than ${memoryLimitMb / 1024} GB of memory and was ended. ${work.advice}`;
    return new CommandError('invalid-input', message, { field: work.field });
  }
  const message = 'The thread for heavy documents ended unexpectedly. Try again; if it stays, restart Hookbench.';
  return new CommandError('unavailable', message, error === null ? {} : { details: error.stack ?? error.message });
}

function closedError(): CommandError {
  return new CommandError('unavailable', 'The engine has been closed.');
}
