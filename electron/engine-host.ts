import { assertNever, type EngineState } from '../core/contract/index.ts';
import type { CipherAnswer, CipherRequest, MessageFromEngine, MessageToEngine } from './engine-messages.ts';

/** The part of Electron's UtilityProcess that is needed here; `Port` is a MessagePortMain. */
export interface EngineProcess<Port> {
  readonly pid: number | undefined;
  postMessage(message: MessageToEngine, transfer?: Port[]): void;
  onMessage(listener: (message: MessageFromEngine) => void): void;
  onExit(listener: (exitCode: number) => void): void;
  kill(): boolean;
}

export interface EngineWorkspace {
  workspacePath: string;
  dataPath: string;
  /** The folder is to be filled with an empty workspace first. */
  isNew: boolean;
}

/** The operating system's keychain, as the engine may use it. */
export interface TextCipher {
  encrypt(text: string): Uint8Array;
  decrypt(bytes: Uint8Array): string;
}

export interface EngineHostOptions<Port> {
  appVersion: string;
  fork(): EngineProcess<Port>;
  cipher: TextCipher | null;
  createChannel(): { engine: Port; page: Port };
  /** Hands the page its end of the connection. */
  deliverPort(port: Port): void;
  onState(state: EngineState): void;
}

export interface EngineHost {
  state(): EngineState;
  pid(): number | undefined;
  /** Ends the engine that runs, if one does, and starts one on the workspace. */
  start(workspace: EngineWorkspace): Promise<void>;
  /** The same workspace again; does nothing when none was ever started. */
  restart(): Promise<void>;
  /** The page listens now: it gets a port at once when the engine is ready, and after every later start. */
  connectPage(): void;
  /** The page is about to be left: no port is delivered until the next one connects. */
  forgetPage(): void;
  /** Lets the engine finish its writing; kills it when it does not end in time. */
  stop(): Promise<void>;
}

/** How long an engine may take to close its files before it is killed, in milliseconds. */
const stopTimeoutMs = 5_000;

/** Owns the engine's process: one at a time, its state told in words, a fresh port for the page after each start. */
export function createEngineHost<Port>(options: EngineHostOptions<Port>): EngineHost {
  let current: { process: EngineProcess<Port>; exited: Promise<void>; isReady: boolean } | null = null;
  let workspace: EngineWorkspace | null = null;
  let hasPage = false;
  let state: EngineState = { status: 'starting', message: null };

  const tell = (next: EngineState): void => {
    state = next;
    options.onState(next);
  };

  const connect = (engine: EngineProcess<Port>): void => {
    const channel = options.createChannel();
    engine.postMessage({ type: 'connect' }, [channel.engine]);
    options.deliverPort(channel.page);
  };

  const launch = (target: EngineWorkspace): void => {
    const engine = options.fork();
    let failure: string | null = null;
    const exited = new Promise<void>((resolve) => {
      engine.onExit((exitCode) => {
        resolve();
        if (current?.process !== engine) return;
        current = null;
        tell({ status: 'exited', message: failure ?? describeExit(exitCode) });
      });
    });
    const running = { process: engine, exited, isReady: false };
    current = running;
    tell({ status: 'starting', message: null });
    engine.onMessage((message) => {
      switch (message.type) {
        case 'ready':
          running.isReady = true;
          // A second start must open what the first one made.
          if (workspace === target) workspace = { ...target, isNew: false };
          if (current !== running) return;
          tell({ status: 'running', message: null });
          if (hasPage) connect(engine);
          return;
        case 'failed':
          failure = message.message;
          return;
        case 'cipher-request':
          engine.postMessage({
            type: 'cipher-answer',
            id: message.id,
            answer: answerCipherRequest(options.cipher, message.request),
          });
          return;
        default:
          assertNever(message);
      }
    });
    engine.postMessage({
      type: 'open',
      ...target,
      appVersion: options.appVersion,
      hasCipher: options.cipher !== null,
    });
  };

  const stop = async (): Promise<void> => {
    if (current === null) return;
    const { process: engine, exited } = current;
    current = null;
    engine.postMessage({ type: 'close' });
    const timer = setTimeout(() => engine.kill(), stopTimeoutMs);
    await exited;
    clearTimeout(timer);
  };

  const start = async (next: EngineWorkspace): Promise<void> => {
    workspace = { ...next };
    await stop();
    launch(workspace);
  };

  return {
    state: () => state,
    pid: () => current?.process.pid,
    start,
    restart: async () => {
      if (workspace !== null) await start(workspace);
    },
    connectPage() {
      hasPage = true;
      if (current?.isReady === true) connect(current.process);
    },
    forgetPage() {
      hasPage = false;
    },
    stop,
  };
}

function answerCipherRequest(cipher: TextCipher | null, request: CipherRequest): CipherAnswer {
  if (cipher === null) return { ok: false, message: 'The keychain of this system is not available.' };
  try {
    return {
      ok: true,
      value: request.operation === 'encrypt' ? cipher.encrypt(request.text) : cipher.decrypt(request.bytes),
    };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

function describeExit(exitCode: number): string {
  return `The engine stopped unexpectedly (exit code ${exitCode}). Everything it had shown is saved; restart it to go on.`;
}
