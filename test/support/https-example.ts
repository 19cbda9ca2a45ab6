import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReceiverTls } from '../../core/contract/index.ts';

/** Makes all receivers of a copy of the example speak https, and its webhooks call them so. */
export async function speakHttps(workspacePath: string, tls: ReceiverTls): Promise<void> {
  const edit = async (path: string, change: (text: string) => string) =>
    writeFile(join(workspacePath, path), change(await readFile(join(workspacePath, path), 'utf8')));
  await edit('data/development/objects/project_webhooks.json', (text) =>
    text.replaceAll('http://127.0.0.1', 'https://127.0.0.1'),
  );
  for (const name of await readdir(join(workspacePath, 'receivers'))) {
    await edit(`receivers/${name}`, (text) => JSON.stringify({ ...JSON.parse(text), tls }));
  }
}
