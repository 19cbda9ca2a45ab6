import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Knock from '@knocklabs/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultKnockApiPort } from '../../core/contract/index.ts';
import { buildEntries } from '../support/build-entry.ts';
import { copyExample } from '../support/example-copy.ts';

let built: Awaited<ReturnType<typeof buildEntries>>;
let example: Awaited<ReturnType<typeof copyExample>>;
let home: string;
/** The built command with its log worker beside it, as in dist/node. */
let cli: string;

beforeAll(async () => {
  built = await buildEntries({ cli: 'cli/main.ts', 'log-worker': 'core/log/log-worker.ts' });
  // The command looks for `log-worker.js`; the bundle's modules end in .mjs because no package.json is beside them.
  await cp(built.fileOf('log-worker'), built.fileOf('log-worker').replace(/mjs$/, 'js'));
  await writeFile(join(built.fileOf('cli'), '../package.json'), '{"type":"module"}');
  cli = built.fileOf('cli');
  example = await copyExample();
  home = await mkdtemp(join(tmpdir(), 'hookbench-home-'));
}, 60_000);
afterAll(async () => {
  await built.remove();
  await rm(example.folder, { recursive: true, force: true });
  await rm(home, { recursive: true, force: true });
});

interface Result {
  code: number | null;
  stdout: string;
  stderr: string;
}

function hookbench(args: string[], environment: Record<string, string> = {}): Promise<Result> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [cli, ...args], {
      env: { PATH: process.env.PATH, HOME: home, TMPDIR: home, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

const inExample = (...args: string[]) => [...args, '--workspace', example.workspacePath];

async function changeScenario(key: string, newKey: string, change: (scenario: Record<string, unknown>) => void) {
  const folder = join(example.workspacePath, 'scenarios');
  const scenario = JSON.parse(await readFile(join(folder, `${key}.json`), 'utf8')) as Record<string, unknown>;
  change(scenario);
  await writeFile(join(folder, `${newKey}.json`), JSON.stringify(scenario));
}

describe('hookbench run', () => {
  test('exits 0 with a table when the expectations hold, and leaves nothing behind', async () => {
    const { code, stdout, stderr } = await hookbench(inExample('run', 'task-completed'));
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toMatch(/Flaky staging server +✓ delivered: 200 after 2 failures +3 +\d+\.\d s \(virtual\)/);
    expect(stdout).toMatch(/Legacy endpoint +✗ undelivered: 401 +1 /);
    expect(stdout).toMatch(/Audit log +– skipped .*task\.completed/);
    expect(stdout).toContain('5 of 5 expectations met.');
    expect(stdout).toMatch(/^Answered within: p50 \d+ ms, p95 \d+ ms, p99 \d+ ms, longest \d+ ms$/m);
    expect((await readdir(home)).filter((name) => name.startsWith('hookbench-run-'))).toEqual([]);
  });

  test('exits 1 when one does not hold, and says what happened instead', async () => {
    await changeScenario('task-completed', 'wrong', (scenario) => {
      scenario.expectations = [
        { recipient: { collection: 'project_webhooks', id: 'legacy-hook' }, outcome: 'delivered', status: 200 },
        {
          recipient: { collection: 'project_webhooks', id: 'prod-hook' },
          outcome: 'delivered',
          isSignatureValid: false,
        },
        { recipient: { collection: 'project_webhooks', id: 'nobody' }, outcome: 'skipped' },
        {
          recipient: { collection: 'project_webhooks', id: 'audit-log' },
          outcome: 'delivered',
          attempts: 1,
          status: 200,
          isSignatureValid: true,
        },
      ];
    });
    const junit = join(home, 'wrong.xml');
    const { code, stdout } = await hookbench(inExample('run', 'wrong', '--junit', junit));
    expect(code).toBe(1);
    const report = await readFile(junit, 'utf8');
    expect(report).toMatch(/<testsuite name="hookbench run wrong" tests="5" failures="4" errors="0" skipped="0" /);
    const file = ` file="${join(example.workspacePath, 'scenarios/wrong.json')}"`;
    expect(report).toContain(`name="The run comes to its end" time="0.000"${file}/>`);
    expect(report).toMatch(
      /name="project_webhooks\/legacy-hook" time="0\.\d{3}" file="[^"]*" line="1">\n +<failure message="[^"]*but it ended undelivered/,
    );
    expect(stdout).toMatch(/✗ unmet +project_webhooks\/legacy-hook: .*but it ended undelivered.*401/);
    expect(stdout).toMatch(/✗ unmet +project_webhooks\/prod-hook: .*but the signature was valid/);
    expect(stdout).toMatch(/✗ unmet +project_webhooks\/nobody: .*not among the recipients/);
    expect(stdout).toMatch(
      /✗ unmet +project_webhooks\/audit-log: .*but it ended skipped \(.*\); no request was sent\.$/m,
    );
    expect(stdout).toContain('0 of 4 expectations met.');
  });

  test('--report github tells each unmet expectation at its place', async () => {
    await changeScenario('task-completed', 'unmet', (scenario) => {
      scenario.expectations = [
        { recipient: { collection: 'project_webhooks', id: 'prod-hook' }, outcome: 'delivered' },
        { recipient: { collection: 'project_webhooks', id: 'no,body' }, outcome: 'skipped' },
      ];
    });
    const file = join(example.workspacePath, 'scenarios/unmet.json');
    await writeFile(file, JSON.stringify(JSON.parse(await readFile(file, 'utf8')), null, 2));
    const args = inExample('run', 'unmet', '--report', 'github');
    const { code, stdout, stderr } = await hookbench(args, { GITHUB_WORKSPACE: example.folder });
    expect([code, stderr]).toEqual([1, '']);
    const lines = (await readFile(file, 'utf8')).split('\n');
    const line = lines.findIndex((text) => text.includes('no,body')) - 2;
    expect(stdout.split('\n')).toEqual([
      `::error file=customer-webhooks/scenarios/unmet.json,line=${line},title=hookbench run unmet::project_webhooks/no,body: Expected skipped, but it was not among the recipients of the run.`,
      '1 of 2 expectations met.',
      '',
    ]);
  });

  test('--json prints one document and nothing else', async () => {
    const { code, stdout, stderr } = await hookbench(inExample('run', 'project-created', '--json', '--clock', 'x1000'));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const report = JSON.parse(stdout) as Record<string, unknown>;
    expect(report).toMatchObject({
      scenario: { key: 'project-created' },
      isFulfilled: true,
      run: { number: 1, status: 'completed', clock: { scale: 1000 }, counts: { recipients: 5, delivered: 2 } },
      latency: { p50Ms: expect.any(Number), p99Ms: expect.any(Number) },
      problems: [],
    });
    expect(report.recipients).toContainEqual(
      expect.objectContaining({
        recipient: 'project_webhooks/legacy-hook',
        outcome: 'undelivered',
        reason: expect.objectContaining({ code: 'final-status' }),
        attempts: [expect.objectContaining({ number: 1, status: 401, verdict: 'final', isSigned: true })],
      }),
    );
  });

  test('--har writes every attempt into a file that only its owner can read, without the secrets', async () => {
    const har = join(example.folder, 'run.har');
    await writeFile(har, 'old', { mode: 0o644 });
    const { code } = await hookbench(inExample('run', 'task-completed', '--har', har), {
      HOOKBENCH_SECRET_PROD_HOOK_KEY: 'task.completed',
    });
    const { log } = JSON.parse(await readFile(har, 'utf8')) as { log: { entries: { _hookbench: unknown }[] } };
    expect(log.entries).toHaveLength(5);
    expect(code).toBeTypeOf('number');
    // A secret of this value stands in every body.
    expect(await readFile(har, 'utf8')).not.toContain('task.completed');
    expect((await stat(har)).mode & 0o777).toBe(0o600);
  });

  test('--data keeps the log: the next run has the next number', async () => {
    const data = join(example.folder, 'kept');
    const args = inExample('run', 'project-created', '--json', '--data', data);
    const numbers = [];
    for (let run = 0; run < 2; run += 1) {
      const { stdout } = await hookbench(args);
      numbers.push((JSON.parse(stdout) as { run: { number: number } }).run.number);
    }
    expect(numbers).toEqual([1, 2]);
  });

  test('secrets come from environment variables', async () => {
    await changeScenario('task-completed', 'production', (scenario) => {
      scenario.environment = 'production';
      scenario.recipients = [
        {
          collection: 'project_webhooks',
          id: 'inline',
          url: `http://127.0.0.1:${example.port}/hooks/prod`,
          event_types: ['task.completed'],
          signing_key: '{{ vars.prod_hook_key }}',
        },
      ];
      scenario.expectations = [
        { recipient: { collection: 'project_webhooks', id: 'inline' }, outcome: 'delivered', isSignatureValid: true },
      ];
    });
    const args = inExample('run', 'production');
    expect((await hookbench(args, { HOOKBENCH_SECRET_PRODUCTION_PROD_HOOK_KEY: 'from-ci' })).code).toBe(0);
    const without = await hookbench(args);
    expect(without.code).toBe(1);
    expect(without.stdout).toMatch(/inline +– skipped/);
  });

  test.each([
    ['an unknown scenario', ['run', 'nope'], 'no scenario "nope". It has: '],
    ['an unknown clock', ['run', 'task-completed', '--clock', 'fast'], 'x100'],
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
    const missing = await hookbench(['run', 'x', '--workspace', join(home, 'missing')]);
    expect(missing).toMatchObject({ code: 2, stdout: '' });
    const other = await hookbench(['run', 'x', '--workspace', home, '--json']);
    expect(other.code).toBe(2);
    expect(JSON.parse(other.stdout)).toMatchObject({
      error: { code: 'invalid-input', field: 'workspace', message: expect.stringContaining('hookbench.json') },
    });
  });

  test('exits 2 for a scenario file that cannot be read, naming file and place', async () => {
    await writeFile(join(example.workspacePath, 'scenarios/broken.json'), '{"name": ');
    const { code, stderr } = await hookbench(inExample('run', 'broken'));
    await rm(join(example.workspacePath, 'scenarios/broken.json'));
    expect(code).toBe(2);
    expect(stderr).toContain('scenarios/broken.json');
  });

  test("exits 2 when a receiver's port is taken, naming the receiver; nothing is sent", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(example.port, '127.0.0.1', resolve));
    try {
      const { code, stderr } = await hookbench(inExample('run', 'task-completed'));
      expect(code).toBe(2);
      expect(stderr).toContain('prod-hook');
      expect(stderr).toContain(String(example.port));
    } finally {
      await new Promise((resolve) => taken.close(resolve));
    }
  });
});

describe('hookbench serve', () => {
  test('prints its address, answers there, and ends cleanly when asked to', async () => {
    const page = join(built.fileOf('cli'), '../../renderer');
    await mkdir(page, { recursive: true });
    await writeFile(join(page, 'index.html'), '<title>page</title>');
    const data = join(example.folder, 'serve-data');
    const child = spawn(process.execPath, [cli, ...inExample('serve', '--data', data, '--no-open')], {
      env: { PATH: process.env.PATH, HOME: home },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    try {
      const url = await new Promise<string>((resolve) =>
        child.stdout.once('data', (text: Buffer) => resolve(text.toString().trim())),
      );
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
      expect(await (await fetch(url)).text()).toBe('<title>page</title>');

      const second = await hookbench(inExample('serve', '--data', data, '--no-open'));
      expect(second).toMatchObject({ code: 2, stdout: '' });
      expect(second.stderr).toContain(`process ${child.pid}`);

      const port = new URL(url).port;
      const samePort = await hookbench(
        inExample('serve', '--data', join(example.folder, 'other-data'), '--no-open', '--port', port),
      );
      expect(samePort.code).toBe(2);
      expect(samePort.stderr).toContain(`Port ${port} is used by another program`);
    } finally {
      const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
      child.kill('SIGTERM');
      expect(await ended).toBe(0);
      await rm(page, { recursive: true, force: true });
    }
    expect(await readdir(data)).not.toContain('engine.lock');
  });

  test('makes a workspace of an empty folder when asked to, and says so when not', async () => {
    const page = join(built.fileOf('cli'), '../../renderer');
    await mkdir(page, { recursive: true });
    await writeFile(join(page, 'index.html'), '<title>page</title>');
    const folder = join(home, 'fresh');
    await mkdir(folder);
    const args = ['serve', '--workspace', folder, '--data', join(home, 'fresh-data'), '--no-open'];
    const refused = await hookbench(args);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('serve --new');
    expect(await readdir(folder)).toEqual([]);

    const child = spawn(process.execPath, [cli, ...args, '--new'], {
      env: { PATH: process.env.PATH, HOME: home },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const url = await new Promise<string>((resolve) =>
      child.stdout.once('data', (text: Buffer) => resolve(text.toString().trim())),
    );
    expect(url).toMatch(/^http:/);
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    await ended;
    expect(JSON.parse(await readFile(join(folder, 'hookbench.json'), 'utf8'))).toMatchObject({ name: 'fresh' });

    const again = await hookbench([...args, '--new']);
    expect(again).toMatchObject({ code: 2, stdout: '' });
    await rm(page, { recursive: true, force: true });
  });

  test.each(['-1', '65536', 'http'])('exits 2 for the port %s', async (port) => {
    expect(await hookbench(inExample('serve', `--port=${port}`))).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('hookbench api', () => {
  test('prints lines for the environment of a backend, then its calls, and ends cleanly when asked to', async () => {
    const data = join(example.folder, 'api-data');
    const args = inExample('api', '--data', data, '--environment', 'development', '--clock', 'virtual', '--port', '0');
    const child = spawn(process.execPath, [cli, ...args, '--receivers'], {
      env: { PATH: process.env.PATH, HOME: home },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    try {
      await expect.poll(() => stdout).toMatch(/^KNOCK_BASE_URL=\S+\nKNOCK_API_KEY=\S+\n$/);
      const [baseURL = '', apiKey = ''] = stdout.split('\n').map((line) => line.slice(line.indexOf('=') + 1));
      const knock = new Knock({ baseURL, apiKey });
      await knock.workflows.trigger('customer-webhooks', {
        recipients: [{ collection: 'projects', id: 'acme' }],
        data: { eventType: 'task.completed', payload: {} },
      });
      await expect.poll(() => stdout).toContain('\nrun 1: 2 delivered, 1 undelivered, 2 skipped\n');
      expect(stdout).toMatch(/\n200 POST \/v1\/workflows\/customer-webhooks\/trigger {2}\d+ ms {2}run 1\n/);

      const other = ['api', '--data', join(example.folder, 'other-api-data'), '--environment', 'development'];
      const samePort = await hookbench(inExample(...other, '--port', new URL(baseURL).port));
      expect(samePort).toMatchObject({ code: 2, stdout: '' });
      expect(samePort.stderr).toContain('is used by another program');
    } finally {
      const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
      child.kill('SIGINT');
      expect(await ended).toBe(0);
    }
  });

  test('asks which environment to serve when there are several', async () => {
    const { code, stderr } = await hookbench(inExample('api', '--data', join(example.folder, 'api-data-2')));
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
  const file = join(home, 'a-file');
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
  const data = join(home, 'never-made');
  for (const option of ['--har', '--junit']) {
    const folder = await hookbench(inExample('run', 'task-completed', '--data', data, option, home));
    expect(folder).toMatchObject({ code: 2, stdout: '' });
    expect(folder.stderr).toContain('it is a folder. Name a file.');
    const missing = await hookbench(inExample('run', 'task-completed', '--data', data, option, join(home, 'no/x.xml')));
    expect(missing.stderr).toContain(`there is no folder ${join(home, 'no')}. Create it, or name another file.`);
  }
  await expect(stat(data)).rejects.toThrow();
});

test('output that cannot be written is told in words', { skip: process.platform !== 'linux' }, async () => {
  const full = await open('/dev/full', 'w');
  const child = spawn(process.execPath, [cli, 'schemes'], { stdio: ['ignore', full.fd, 'pipe'] });
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
  const size = await startSizeBytes(cli);
  expect(size).toBeGreaterThan(50_000);
  expect(size).toBeLessThan(200_000);
});

test('the help of `api` names the port that is taken first', async () => {
  expect((await hookbench(['help', 'api'])).stdout.replaceAll(/\s+/g, ' ')).toContain(
    `at first ${defaultKnockApiPort})`,
  );
});
