import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockDataFolder } from '../../../../core/commands/workspace/data-folder-lock.ts';

let folder: string;
const started: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hookbench-lock-'));
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill();
  rmSync(folder, { recursive: true, force: true });
});

const lockFile = () => join(folder, 'engine.lock');

function start(program: string, args: string[]): ChildProcess {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(child);
  return child;
}

it('keeps a second engine out until it is released', () => {
  const release = lockDataFolder(folder);
  expect(() => lockDataFolder(folder)).toThrow(/is using the data folder/);
  release();
  expect(existsSync(lockFile())).toBe(false);
  lockDataFolder(folder)();
});

it('respects the lock of another process that is alive', () => {
  const other = start(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  writeFileSync(lockFile(), String(other.pid));
  expect(() => lockDataFolder(folder)).toThrow(`process ${other.pid}`);
});

it('takes the lock of a process that is gone', async () => {
  const other = start(process.execPath, ['-e', '']);
  await once(other, 'exit');
  writeFileSync(lockFile(), String(other.pid));
  const release = lockDataFolder(folder);
  expect(readFileSync(lockFile(), 'utf8')).toBe(String(process.pid));
  release();
});

// Only there can such a process be told from one that runs.
it.runIf(process.platform === 'linux')(
  'takes the lock of a process that has ended and that nobody asks for',
  async () => {
    // The shell becomes a program that never asks how its child has ended.
    const parent = start('sh', ['-c', 'sleep 0.01 & echo $!; exec sleep 60']);
    if (parent.stdout === null) throw new Error('The output is not read.');
    const [line] = await once(parent.stdout, 'data');
    const ended = Number(String(line));
    await expect.poll(() => readFileSync(`/proc/${ended}/stat`, 'latin1')).toContain(') Z ');
    writeFileSync(lockFile(), String(ended));
    lockDataFolder(folder)();
  },
);
