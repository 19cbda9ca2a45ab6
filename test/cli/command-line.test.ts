import { spawn } from 'node:child_process';
import { open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultKnockApiPort } from '../../core/contract/index.ts';
import { builtCommand } from '../support/built-command.ts';

const command = builtCommand();
const { run: hookbench, inExample } = command;

describe('hookbench run', () => {
  test.each([
    ['an unknown scenario', ['run', 'nope'], 'no scenario "nope". It has: '],
    ['an unknown clock', ['run', 'task-completed', '--clock', 'fast'], 'x100'],
    ['a rate that is none', ['run', 'task-completed', '--rate', 'fast'], 'from 1 to 1000'],
    ['no scenario at all', ['run'], "missing required argument 'scenario'"],
    ['an unknown option', ['run', 'task-completed', '--verbose'], '--verbose'],
  ])('exits 2 for %s', async (_, args, words) => {
    const { code, stderr, stdout } = await hookbench(inExample(...args));
    expect(code).toBe(2);
    expect(stderr).toContain(words);
    expect(stdout).toBe('');
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('exits 2 for a folder that is no workspace, with --json as a document', async () => {
    const missing = await hookbench(['run', 'x', '--workspace', join(command.home, 'missing')]);
    expect(missing).toMatchObject({ code: 2, stdout: '' });
    const other = await hookbench(['run', 'x', '--workspace', command.home, '--json']);
    expect(other.code).toBe(2);
    expect(JSON.parse(other.stdout)).toMatchObject({
      error: { code: 'invalid-input', field: 'workspace', message: expect.stringContaining('hookbench.json') },
    });
  });

  test('exits 2 for a scenario file that cannot be read, naming file and place', async () => {
    await writeFile(join(command.example.workspacePath, 'scenarios/broken.json'), '{"name": ');
    const { code, stderr } = await hookbench(inExample('run', 'broken'));
    await rm(join(command.example.workspacePath, 'scenarios/broken.json'));
    expect(code).toBe(2);
    expect(stderr).toContain('scenarios/broken.json');
  });

  test("exits 2 when a receiver's port is taken, naming the receiver; nothing is sent", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(command.example.port, '127.0.0.1', resolve));
    try {
      const { code, stderr } = await hookbench(inExample('run', 'task-completed'));
      expect(code).toBe(2);
      expect(stderr).toContain('prod-hook');
      expect(stderr).toContain(String(command.example.port));
    } finally {
      await new Promise((resolve) => taken.close(resolve));
    }
  });
});

describe('hookbench serve', () => {
  test.each(['-1', '65536', 'http'])('exits 2 for the port %s', async (port) => {
    expect(await hookbench(inExample('serve', `--port=${port}`))).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('hookbench api', () => {
  test('asks which environment to serve when there are several', async () => {
    const { code, stderr } = await hookbench(inExample('api', '--data', join(command.example.folder, 'api-data-2')));
    expect(code).toBe(2);
    expect(stderr).toContain('Say which environment to serve with --environment: development or production.');
  });
});

test('help of a command that is not there says so; of one that is, it is printed', async () => {
  for (const [args, name] of [
    [['help', 'nonsense'], 'nonsense'],
    [['help', 'run', 'nonsense'], 'run nonsense'],
    [['keys', 'help', 'nonsense'], 'nonsense'],
  ] as const) {
    const unknown = await hookbench([...args]);
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown.stderr).toBe(`error: unknown command '${name}'\n(--help says what is possible)\n`);
  }
  const general = await hookbench(['help']);
  expect(general).toMatchObject({ code: 0, stderr: '' });
  expect(general.stdout).toContain('help [command...]');
  for (const args of [
    ['help', 'keys', 'check'],
    ['keys', 'help', 'check'],
  ]) {
    const of = await hookbench(args);
    expect(of).toMatchObject({ code: 0, stderr: '' });
    expect(of.stdout).toContain('Usage: hookbench keys check');
  }
});

test('a blank folder is refused instead of taking the one that one is in', async () => {
  const data = await hookbench(inExample('run', 'task-completed', '--data', ''));
  expect(data).toMatchObject({ code: 2, stdout: '' });
  expect(data.stderr).toContain("'-d, --data <folder>' argument '' is invalid. Name a folder.");
  expect((await hookbench(['lint', '--workspace', ''])).stderr).toContain('Name a folder.');
});

test('a data folder that cannot be made says why', async () => {
  const file = join(command.home, 'a-file');
  await writeFile(file, '');
  const { code, stderr } = await hookbench(inExample('run', 'task-completed', '--data', join(file, 'below')));
  expect(code).toBe(2);
  expect(stderr).toMatch(/^hookbench: The data folder .*below cannot be created: a part of this path is a file\./);
});

test.runIf(process.platform === 'linux')(
  'a data folder where the system has no room for one is refused at once',
  async () => {
    const { code, stderr } = await hookbench(inExample('run', 'task-completed', '--data', '/proc/nowhere/data'));
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^hookbench: The data folder \/proc\/nowhere\/data cannot be created: the system lets nothing/,
    );
  },
);

test('help and version are printed on stdout with 0', async () => {
  const help = await hookbench(['run', '--help']);
  expect(help).toMatchObject({ code: 0, stderr: '' });
  expect(help.stdout).toContain('Exit codes: 0');
  expect((await hookbench(['--version'])).stdout.trim()).toMatch(/^\d+\.\d+\.\d+$/);
});

test('files that cannot be written are refused before anything is sent', async () => {
  const data = join(command.home, 'never-made');
  for (const option of ['--har', '--junit']) {
    const folder = await hookbench(inExample('run', 'task-completed', '--data', data, option, command.home));
    expect(folder).toMatchObject({ code: 2, stdout: '' });
    expect(folder.stderr).toContain('it is a folder. Name a file.');
    const missing = await hookbench(
      inExample('run', 'task-completed', '--data', data, option, join(command.home, 'no/x.xml')),
    );
    expect(missing.stderr).toContain(
      `there is no folder ${join(command.home, 'no')}. Create it, or name another file.`,
    );
  }
  await expect(stat(data)).rejects.toThrow();
});

test('output that cannot be written is told in words', { skip: process.platform !== 'linux' }, async () => {
  const full = await open('/dev/full', 'w');
  const child = spawn(process.execPath, [command.cli, 'schemes'], { stdio: ['ignore', full.fd, 'pipe'] });
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  await full.close();
  expect([code, stderr]).toEqual([3, 'hookbench: The output cannot be written (ENOSPC). Is the disk full?\n']);
});

/** Size of a built file and of all that it imports at once. */
async function startSizeBytes(file: string, known = new Set<string>()): Promise<number> {
  if (known.has(file)) return 0;
  known.add(file);
  const text = await readFile(file, 'utf8');
  const imported = [...text.matchAll(/^import (?:[^'"]* from )?["'](\.[^'"]+)["'];$/gm)].map(([, path = '']) => path);
  const sizes = await Promise.all(imported.map((path) => startSizeBytes(join(dirname(file), path), known)));
  return sizes.reduce((sum, size) => sum + size, Buffer.byteLength(text));
}

test('help and version load the command line only, not the engine', async () => {
  const size = await startSizeBytes(command.cli);
  expect(size).toBeGreaterThan(50_000);
  expect(size).toBeLessThan(200_000);
});

test('the help of `api` names the port that is taken first', async () => {
  expect((await hookbench(['help', 'api'])).stdout.replaceAll(/\s+/g, ' ')).toContain(
    `at first ${defaultKnockApiPort})`,
  );
});
