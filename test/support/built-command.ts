import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { buildEntries } from './build-entry.ts';
import { copyExample, type ExampleCopy } from './example-copy.ts';

export interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The `hookbench` command built for a file of tests, a copy of the example, and a home folder that holds nothing. */
export interface BuiltCommand {
  /** What Node is started with. */
  cli: string;
  home: string;
  example: ExampleCopy;
  run(args: readonly string[], environment?: Record<string, string>): Promise<CommandResult>;
  /** Arguments, and the example as their workspace. */
  inExample(...args: string[]): string[];
}

/** Built before the tests of the file that asks for it, and removed after them. */
export function builtCommand(): BuiltCommand {
  let built: Awaited<ReturnType<typeof buildCommand>>;
  beforeAll(async () => {
    built = await buildCommand();
  }, 60_000);
  afterAll(() => built.remove());
  return {
    get cli() {
      return built.cli;
    },
    get home() {
      return built.home;
    },
    get example() {
      return built.example;
    },
    run(args, environment = {}) {
      const env = { PATH: process.env.PATH, HOME: built.home, TMPDIR: built.home, ...environment };
      return new Promise((resolve) => {
        const child = spawn(process.execPath, [built.cli, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
        let [stdout, stderr] = ['', ''];
        child.stdout.on('data', (chunk: Buffer) => {
          stdout += chunk.toString();
        });
        child.stderr.on('data', (chunk: Buffer) => {
          stderr += chunk.toString();
        });
        child.on('close', (code) => resolve({ code, stdout, stderr }));
      });
    },
    inExample: (...args) => [...args, '--workspace', built.example.workspacePath],
  };
}

async function buildCommand() {
  const built = await buildEntries({ cli: 'cli/main.ts', 'log-worker': 'core/log/log-worker.ts' });
  const cli = built.fileOf('cli');
  // The command looks for `log-worker.js` beside it; the bundle's modules end in .mjs because no package.json is there.
  await cp(built.fileOf('log-worker'), built.fileOf('log-worker').replace(/mjs$/, 'js'));
  await writeFile(join(cli, '../package.json'), '{"type":"module"}');
  const example = await copyExample();
  const home = await mkdtemp(join(tmpdir(), 'hookbench-home-'));
  return {
    cli,
    home,
    example,
    async remove() {
      await built.remove();
      await rm(example.folder, { recursive: true, force: true });
      await rm(home, { recursive: true, force: true });
    },
  };
}
