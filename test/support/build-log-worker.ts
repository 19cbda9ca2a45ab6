import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import type {} from 'vitest';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Path of the built log worker: worker threads of Node 20 cannot run TypeScript. */
    logWorkerFile: string;
  }
}

const root = resolve(import.meta.dirname, '../..');

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Inside the project, so that the external `libsql` resolves from its node_modules.
  const folder = await mkdtemp(join(root, 'node_modules/.hookbench-test-'));
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: resolve(root, 'core/log/log-worker.ts'),
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { external: ['libsql'], output: { entryFileNames: 'log-worker.mjs' } },
    },
    ssr: { noExternal: true, external: ['libsql'] },
  });
  project.provide('logWorkerFile', join(folder, 'log-worker.mjs'));
  return () => rm(folder, { recursive: true, force: true });
}
