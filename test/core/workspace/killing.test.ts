import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildEntries } from '../../support/build-entry.ts';
import { makeWorkspaceFolder, open, snapshot } from './workspace-fixture.ts';

let built: Awaited<ReturnType<typeof buildEntries>>;
beforeAll(async () => {
  built = await buildEntries({ 'saving-process': 'test/core/workspace/saving-process.ts' });
}, 60_000);
afterAll(() => built.remove());

test.each([1, 7, 20])(
  'kill -9 after %i acknowledged saves leaves a whole document, none of them lost',
  async (saves) => {
    const path = await makeWorkspaceFolder();
    const child = spawn(process.execPath, [built.fileOf('saving-process'), path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let acknowledged = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged = Number(line);
      if (acknowledged === saves) child.kill('SIGKILL');
    }
    if (child.signalCode === null) await once(child, 'exit');
    expect(child.signalCode).toBe('SIGKILL');
    const { workspace } = await open(path);
    expect(workspace.problems()).toEqual([]);
    expect(Number(workspace.get('environment', 'development')?.value.name)).toBeGreaterThanOrEqual(acknowledged);
    expect(Object.keys(await snapshot(path))).toEqual(['environments/development.json', 'hookbench.json']);
  },
);
