import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProject, startHelper } from './processes.ts';

export interface ServedApp {
  /** With the token. */
  url: string;
  stop(): Promise<void>;
}

/** The built app over a copy of the example, served by a process of its own as `hookbench serve` does it. */
export async function serveExample(prepare?: (workspace: string) => Promise<void>): Promise<ServedApp> {
  const folder = await mkdtemp(join(tmpdir(), 'hookbench-bench-'));
  const workspace = join(folder, 'workspace');
  await cp(inProject('examples/customer-webhooks'), workspace, { recursive: true });
  await prepare?.(workspace);
  const options = ['--workspace', workspace, '--data', join(folder, 'data'), '--port', '0', '--no-open'];
  const server = startHelper('dist/node/cli.js', ['serve', ...options]);
  let url: string | undefined;
  while (url === undefined) url = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(await server.nextLine())?.[0];
  return {
    url,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
