import { spawn } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Knock from '@knocklabs/node';
import { describe, expect, onTestFinished, test } from 'vitest';
import { builtCommand } from '../support/built-command.ts';
import { copyExample } from '../support/example-copy.ts';
import { speakHttps } from '../support/https-example.ts';

const command = builtCommand();
const { run: hookbench, inExample } = command;

async function changeScenario(key: string, newKey: string, change: (scenario: Record<string, unknown>) => void) {
  const folder = join(command.example.workspacePath, 'scenarios');
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
    expect((await readdir(command.home)).filter((name) => name.startsWith('hookbench-run-'))).toEqual([]);
  });

  test('starts receivers that speak https, trusts the good ones, and says what is wrong with another', async () => {
    const { folder, workspacePath } = await copyExample();
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await speakHttps(workspacePath, 'good');
    const good = await hookbench(['run', 'task-completed', '--workspace', workspacePath]);
    expect([good.code, good.stderr]).toEqual([0, '']);
    expect(good.stdout).toContain('5 of 5 expectations met.');
    await speakHttps(workspacePath, 'other-host');
    const other = await hookbench(['run', 'task-completed', '--workspace', workspacePath]);
    expect(other.code).toBe(1);
    expect(other.stdout).toMatch(/certificate is for another host/i);
    expect(await readdir(workspacePath)).not.toContain('receiver-authority.json');
    expect((await readdir(command.home)).filter((name) => name.startsWith('hookbench-run-'))).toEqual([]);
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
    const junit = join(command.home, 'wrong.xml');
    const { code, stdout } = await hookbench(inExample('run', 'wrong', '--junit', junit));
    expect(code).toBe(1);
    const report = await readFile(junit, 'utf8');
    expect(report).toMatch(/<testsuite name="hookbench run wrong" tests="5" failures="4" errors="0" skipped="0" /);
    const file = ` file="${join(command.example.workspacePath, 'scenarios/wrong.json')}"`;
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
    const file = join(command.example.workspacePath, 'scenarios/unmet.json');
    await writeFile(file, JSON.stringify(JSON.parse(await readFile(file, 'utf8')), null, 2));
    const args = inExample('run', 'unmet', '--report', 'github');
    const { code, stdout, stderr } = await hookbench(args, { GITHUB_WORKSPACE: command.example.folder });
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

  test('--rate spreads the requests over the time of the clock', async () => {
    const args = inExample('run', 'project-created', '--json', '--clock', 'virtual', '--rate', '1');
    const { recipients } = JSON.parse((await hookbench(args)).stdout) as {
      recipients: { attempts: { startedAt: string }[] }[];
    };
    const times = recipients.flatMap(({ attempts }) => attempts.map(({ startedAt }) => Date.parse(startedAt)));
    times.sort((one, other) => one - other);
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(gaps.length).toBeGreaterThan(0);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000);
  });

  test('--har writes every attempt into a file that only its owner can read, without the secrets', async () => {
    const har = join(command.example.folder, 'run.har');
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
    const data = join(command.example.folder, 'kept');
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
          url: `http://127.0.0.1:${command.example.port}/hooks/prod`,
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

  test('--environment takes the recipients and keys of another one, and says which there are', async () => {
    const { workspacePath } = command.example;
    const environment = join(workspacePath, 'environments');
    const text = await readFile(join(environment, 'development.json'), 'utf8');
    await writeFile(
      join(environment, 'staging.json'),
      text.replace('demo-key-prod-5e1f0c7a', 'another-key-of-staging'),
    );
    await cp(join(workspacePath, 'data/development'), join(workspacePath, 'data/staging'), { recursive: true });
    const { code, stdout } = await hookbench(inExample('run', 'task-completed', '--environment', 'staging', '--json'));
    const report = JSON.parse(stdout);
    expect(report.expectations.filter(({ isMet }: { isMet: boolean }) => !isMet)).toEqual([]);
    expect([code, report.run.environment]).toEqual([0, 'staging']);
    const unknown = await hookbench(inExample('run', 'task-completed', '--environment', 'stagin'));
    expect([unknown.code, unknown.stdout]).toEqual([2, '']);
    expect(unknown.stderr).toContain('no environment "stagin". It has: development, production, staging.');
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ended by %s it reports what has happened, and exits with %i', async (signal, code) => {
    let child: ReturnType<typeof spawn> | null = null;
    // It never answers: the run is under way when the signal comes.
    const endpoint = createServer(() => child?.kill(signal));
    await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve));
    const { port } = endpoint.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/`;
    await changeScenario('task-completed', 'ended', (scenario) => {
      const webhook = { collection: 'project_webhooks', id: 'inline', url, event_types: ['task.completed'] };
      scenario.recipients = [{ ...webhook, signing_key: 'key' }];
      scenario.receivers = [];
      scenario.expectations = [];
    });
    try {
      const env = { PATH: process.env.PATH, HOME: command.home, TMPDIR: command.home };
      const args = inExample('run', 'ended', '--json');
      const started = spawn(process.execPath, [command.cli, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
      child = started;
      let stdout = '';
      started.stdout.on('data', (chunk: Buffer) => {
        stdout += chunk.toString();
      });
      expect(await new Promise((resolve) => started.once('close', resolve))).toBe(code);
      expect(JSON.parse(stdout)).toMatchObject({ isFulfilled: false, run: { status: 'stopped' } });
    } finally {
      endpoint.close();
    }
  });
});

describe('hookbench serve', () => {
  test('prints its address, answers there, and ends cleanly when asked to', async () => {
    const page = join(command.cli, '../../renderer');
    await mkdir(page, { recursive: true });
    await writeFile(join(page, 'index.html'), '<title>page</title>');
    const data = join(command.example.folder, 'serve-data');
    const child = spawn(process.execPath, [command.cli, ...inExample('serve', '--data', data, '--no-open')], {
      env: { PATH: process.env.PATH, HOME: command.home },
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
        inExample('serve', '--data', join(command.example.folder, 'other-data'), '--no-open', '--port', port),
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
    const page = join(command.cli, '../../renderer');
    await mkdir(page, { recursive: true });
    await writeFile(join(page, 'index.html'), '<title>page</title>');
    const folder = join(command.home, 'fresh');
    await mkdir(folder);
    const args = ['serve', '--workspace', folder, '--data', join(command.home, 'fresh-data'), '--no-open'];
    const refused = await hookbench(args);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('serve --new');
    expect(await readdir(folder)).toEqual([]);

    const child = spawn(process.execPath, [command.cli, ...args, '--new'], {
      env: { PATH: process.env.PATH, HOME: command.home },
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
});

describe('hookbench api', () => {
  test('prints lines for the environment of a backend, then its calls, and ends cleanly when asked to', async () => {
    const data = join(command.example.folder, 'api-data');
    const args = inExample('api', '--data', data, '--environment', 'development', '--clock', 'virtual', '--port', '0');
    const child = spawn(process.execPath, [command.cli, ...args, '--receivers'], {
      env: { PATH: process.env.PATH, HOME: command.home },
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

      const other = ['api', '--data', join(command.example.folder, 'other-api-data'), '--environment', 'development'];
      const samePort = await hookbench(inExample(...other, '--port', new URL(baseURL).port));
      expect(samePort).toMatchObject({ code: 2, stdout: '' });
      expect(samePort.stderr).toContain('is used by another program');
    } finally {
      const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
      child.kill('SIGINT');
      expect(await ended).toBe(0);
    }
  });
});
