import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type {
  NegativeCaseResult,
  ReceivedHttpRequest,
  SignatureScheme,
  VerifierLanguage,
} from '../../../../core/model/index.ts';
import { type NegativeAnswer, runNegativeSuite, verifierCode } from '../../../../core/signing/lab.ts';
import { freePort } from '../../../support/free-port.ts';

/** Whether a program can be started here. */
export function isInstalled(program: string, ...args: string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

export async function writeFiles(files: readonly { name: string; content: string }[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hookbench-verifier-'));
  for (const { name, content } of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

export interface RunningVerifier {
  port: number;
  stop(): Promise<void>;
}

/** How a verifier is started; see the suite. */
export interface StartRules {
  language: VerifierLanguage;
  command: readonly [string, ...string[]];
  /** Written beside the generated ones. */
  files?(generated: readonly { name: string; content: string }[]): { name: string; content: string }[];
  prepare?: readonly [string, ...string[]];
}

/** Writes the generated files and starts them as their reader would; ready once they say that they listen. */
export async function startVerifier(
  scheme: SignatureScheme,
  { language, command, files: more = () => [], prepare }: StartRules,
  secrets: { current: string; previous?: string },
): Promise<RunningVerifier> {
  const { files, refusal } = verifierCode(scheme, language);
  if (refusal !== null) throw new Error(refusal);
  const folder = await writeFiles([...files, ...more(files)]);
  if (prepare !== undefined) {
    const [tool, ...given] = prepare;
    const made = spawnSync(tool, given, { cwd: folder, encoding: 'utf8' });
    if (made.status !== 0) {
      await removeFolder(folder);
      throw new Error(made.stdout + made.stderr);
    }
  }
  const running = await startCommand(command, { secrets, folder }).catch(async (error: unknown) => {
    await removeFolder(folder);
    throw error;
  });
  return {
    port: running.port,
    async stop() {
      await running.stop();
      await removeFolder(folder);
    },
  };
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

/** Starts what is compiled already; `{port}` in the command stands for the port. */
export async function startCommand(
  command: readonly [string, ...string[]],
  { secrets, folder }: { secrets: { current: string; previous?: string }; folder: string },
): Promise<RunningVerifier> {
  const port = await freePort();
  const [program, ...args] = command.map((each) => each.replace('{port}', String(port))) as [string, ...string[]];
  const child = spawn(program, args, {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: String(port),
      PUBLIC_ORIGIN: `http://127.0.0.1:${port}`,
      WEBHOOK_SECRET: secrets.current,
      ...(secrets.previous === undefined ? {} : { WEBHOOK_SECRET_PREVIOUS: secrets.previous }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  };
  try {
    await listening(child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, stop };
}

function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (/listening|Development Server .* started/.test(output)) resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`ended with ${code}:\n${output}`)));
  });
}

export interface Suite {
  scheme: SignatureScheme;
  key: string;
  oldKey: string | null;
}

/** What was not as it should be; empty = the verifier passes the negative suite. */
export async function failuresOf({ scheme, key, oldKey }: Suite, port: number): Promise<NegativeCaseResult[]> {
  let count = 0;
  const failures: NegativeCaseResult[] = [];
  const url = `http://127.0.0.1:${port}/webhooks?x=1`;
  const nowMs = Date.now();
  const input = { scheme, key, oldKey, method: 'POST', url, sample: null, nowMs, newId: () => `msg_${++count}` };
  for await (const result of runNegativeSuite(input, { send, isStopped: () => false, elapsedMs: () => 0 })) {
    if (result.outcome === 'fail' || result.outcome === 'error') failures.push(result);
  }
  if (count === 0) throw new Error('the suite sent nothing');
  return failures;
}

/** Header for header as given, so that doubled ones stay doubled. */
export function send({ method, url, headers, body }: ReceivedHttpRequest): Promise<NegativeAnswer> {
  return new Promise((resolve) => {
    const { hostname, port, pathname, search, host } = new URL(url);
    const flat = [['host', host], ['content-length', String(body.length)], ['connection', 'close'], ...headers].flat();
    const request = httpRequest({
      hostname,
      port,
      path: pathname + search,
      method,
      headers: flat,
      setHost: false,
      agent: false,
    });
    request.on('response', (response) => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode ?? 0 }));
    });
    request.on('error', (error) => resolve({ failure: error.message }));
    request.end(body);
  });
}
