import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** The project's folder, whichever built chunk this ended up in. */
export function inProject(path: string): string {
  const root = process.cwd();
  return resolve(root, path);
}

export interface Helper {
  child: ChildProcess;
  /** The next line it prints. */
  nextLine(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts another Node process that talks in lines. */
export function startHelper(script: string, args: readonly string[] = [], nodeArgs: readonly string[] = []): Helper {
  const child = spawn(process.execPath, [...nodeArgs, inProject(script), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    child,
    async nextLine() {
      const line = await lines.next();
      if (line.done === true) throw new Error(`${script} ended early`);
      return line.value;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
