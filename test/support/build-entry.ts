import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../..');

/**
 * Bundles entries for a Node process of their own, as the build does. Inside the project, so that the external `libsql`
 * resolves; `remove` takes the folder away again.
 */
export async function buildEntries(
  entries: Record<string, string>,
): Promise<{ fileOf(name: string): string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(root, 'node_modules/.hookbench-test-'));
  // As in dist/, where the page's folder is beside that of the Node side.
  const output = join(folder, 'node');
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: output,
      emptyOutDir: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, resolve(root, path)])),
        external: ['libsql'],
        output: { entryFileNames: '[name].mjs', chunkFileNames: 'chunk-[hash].mjs' },
      },
    },
    ssr: { noExternal: true, external: ['libsql'] },
  });
  return {
    fileOf: (name) => join(output, `${name}.mjs`),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
