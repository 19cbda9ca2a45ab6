import type { EngineProcess } from '../../electron/engine-host.ts';
import type { MessageFromEngine, MessageToEngine } from '../../electron/engine-messages.ts';

/** Stands where Electron's UtilityProcess is: says what the test has it say, and remembers what it was told. */
export interface FakeEngineProcess extends EngineProcess<string> {
  readonly told: { message: MessageToEngine; ports: string[] }[];
  readonly wasKilled: boolean;
  say(message: MessageFromEngine): void;
  exit(code: number): void;
}

export function fakeEngineProcess(pid: number): FakeEngineProcess {
  const told: { message: MessageToEngine; ports: string[] }[] = [];
  const messageListeners: ((message: MessageFromEngine) => void)[] = [];
  const exitListeners: ((exitCode: number) => void)[] = [];
  let wasKilled = false;
  return {
    pid,
    told,
    get wasKilled() {
      return wasKilled;
    },
    postMessage: (message, ports = []) => {
      told.push({ message, ports });
    },
    onMessage: (listener) => messageListeners.push(listener),
    onExit: (listener) => exitListeners.push(listener),
    kill() {
      wasKilled = true;
      for (const listener of exitListeners) listener(9);
      return true;
    },
    say: (message) => {
      for (const listener of messageListeners) listener(message);
    },
    exit: (code) => {
      for (const listener of exitListeners) listener(code);
    },
  };
}
