import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type EnvironmentOptions, type Plugin, type Rolldown } from 'vite';

const root = import.meta.dirname;
const inProject = (path: string): string => resolve(root, path);

/** The entries of the Node side: file name in `dist/node` → source. */
const nodeEntries = {
  'engine-process': inProject('electron/engine-process.ts'),
  'log-worker': inProject('core/log/log-worker.ts'),
  'heavy-worker': inProject('core/heavy-worker.ts'),
  cli: inProject('cli/main.ts'),
  // For scripts/start.mjs, which runs before anything of ours does.
  'workspace-folders': inProject('electron/workspace-folders.ts'),
};

/** What is never bundled: Electron is the runtime, and libsql loads a native file from beside its package. */
const external = ['electron', 'libsql'];

const output = (format: 'es' | 'cjs', extension: string): Rolldown.OutputOptions => ({
  format,
  entryFileNames: `[name].${extension}`,
  chunkFileNames: `chunks/[name]-[hash].${extension}`,
});

const singleFile: Rolldown.OutputOptions = { ...output('cjs', 'cjs'), codeSplitting: false };

const nodeSide = (outDir: string, input: Record<string, string>, rolldownOutput: Rolldown.OutputOptions) =>
  ({
    consumer: 'server',
    resolve: { noExternal: true, external },
    build: {
      outDir: inProject(outDir),
      target: 'node20',
      ssr: true,
      copyPublicDir: false,
      rolldownOptions: { input, output: rolldownOutput },
    },
  }) satisfies EnvironmentOptions;

/**
 * Few files: what the first window needs is one, and what several views share is gathered. The files come from this machine,
 * where one more request costs more than the bytes that some view could have done without.
 */
const pageChunks: Rolldown.CodeSplittingGroup[] = [
  { name: 'start', tags: ['$initial'], priority: 3 },
  { name: 'monaco', test: /monaco-editor/, priority: 2 },
  { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 100_000, priority: 1 },
];

/** The styles of primitives; the field's are the ones that other primitives begin with (`ui/base.css` has their order). */
const primitiveStyles = /\/renderer\/ui\/([a-z-]+)\.module\.css$/;

/**
 * Puts the styles of primitives into layers, below what a feature says of them. The files of a page come in whatever order
 * the chunks are wanted, so of two rules that are equally specific the later one could be either.
 */
const layerPrimitives: Plugin = {
  name: 'hookbench:layer-primitives',
  enforce: 'pre',
  transform(code, id) {
    const name = primitiveStyles.exec(id)?.[1];
    return name === undefined
      ? null
      : { code: `@layer ${name === 'field' ? 'field' : 'primitives'} {${code}}`, map: null };
  },
};

export default defineConfig({
  root: inProject('renderer'),
  base: '/',
  // Assets are files: a font as a data: address would need a hole in the content security policy.
  build: { sourcemap: true, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  worker: { format: 'es' },
  environments: {
    client: {
      build: {
        outDir: inProject('dist/renderer'),
        target: 'chrome130',
        chunkSizeWarningLimit: 8_000,
        // Gathered files may import each other in a circle: without this, what one needs at once may not be there yet.
        rolldownOptions: { output: { codeSplitting: { groups: pageChunks }, strictExecutionOrder: true } },
      },
    },
    node: nodeSide('dist/node', nodeEntries, output('es', 'js')),
    // CommonJS, because Electron may be ready before an ES module has been loaded, and some things must be said before.
    main: nodeSide('dist/main', { main: inProject('electron/main.ts') }, singleFile),
    // A sandboxed preload is one file: it can require nothing but Electron's own modules.
    preload: nodeSide('dist/preload', { preload: inProject('electron/preload.ts') }, singleFile),
  },
  builder: {},
  plugins: [layerPrimitives, react()],
});
