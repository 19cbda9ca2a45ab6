import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import type {} from 'vitest';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Path of the built log worker: worker threads of Node 20 cannot run TypeScript. */
    logWorkerFile: string;
    /** Path of the built thread for heavy work. */
    heavyWorkerFile: string;
  }
}

const root = resolve(import.meta.dirname, '../..');
const workers = { logWorkerFile: 'core/log/log-worker.ts', heavyWorkerFile: 'core/heavy-worker.ts' } as const;

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Inside the project, so that the external `libsql` resolves from its node_modules.
  const folder = await mkdtemp(join(root, 'node_modules/.hookbench-test-'));
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(workers).map(([name, path]) => [name, resolve(root, path)])),
        external: ['libsql'],
        output: { entryFileNames: '[name].mjs', chunkFileNames: 'chunk-[hash].mjs' },
      },
    },
    ssr: { noExternal: true, external: ['libsql'] },
  });
  project.provide('logWorkerFile', join(folder, 'logWorkerFile.mjs'));
  project.provide('heavyWorkerFile', join(folder, 'heavyWorkerFile.mjs'));
  return () => rm(folder, { recursive: true, force: true });
}
