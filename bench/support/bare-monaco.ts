import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { build } from 'vite';
import { inProject } from './processes.ts';

const contentTypes: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** A page with bare Monaco that holds the text, on a server of its own. */
export async function serveBareMonaco(text: string): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(inProject('node_modules'), '.hookbench-bare-'));
  await build({
    configFile: false,
    root: inProject('.'),
    logLevel: 'error',
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'chrome130',
      rolldownOptions: {
        input: inProject('bench/support/bare-monaco-page.mjs'),
        output: { entryFileNames: 'page.js', assetFileNames: 'page[extname]' },
      },
    },
  });
  const script = JSON.stringify(text).replaceAll('<', '\\u003c');
  await writeFile(
    join(folder, 'index.html'),
    `<!doctype html><link rel="stylesheet" href="/page.css"><div id="editor" style="width:750px;height:700px"></div>
    <pre id="mirror"></pre><script>globalThis.bareText = ${script};</script><script type="module" src="/page.js"></script>`,
  );
  const server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '').replaceAll('..', '');
    readFile(join(folder, path)).then(
      (bytes) => response.setHeader('content-type', contentTypes[extname(path)] ?? 'font/ttf').end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
