import { cp, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from './free-port.ts';

const example = resolve(import.meta.dirname, '../../examples/customer-webhooks');
const examplePort = '47101';

export interface ExampleCopy {
  /** To be removed by who asked for it; the workspace is inside. */
  folder: string;
  workspacePath: string;
  /** The port on which this copy's receivers listen. */
  port: number;
}

/** A copy of the guide's example, with a port of its own so that tests do not meet. */
export async function copyExample(): Promise<ExampleCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'hookbench-example-'));
  const workspacePath = join(folder, 'customer-webhooks');
  await cp(example, workspacePath, { recursive: true });
  const port = await freePort();
  for (const name of await readdir(workspacePath, { recursive: true })) {
    if (!name.endsWith('.json')) continue;
    const file = join(workspacePath, name);
    const text = await readFile(file, 'utf8');
    if (text.includes(examplePort)) await writeFile(file, text.replaceAll(examplePort, String(port)));
  }
  return { folder, workspacePath, port };
}
