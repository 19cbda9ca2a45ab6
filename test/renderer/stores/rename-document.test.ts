import { expect, test } from 'vitest';
import type { EngineClient, StoredDocument } from '../../../core/contract/index.ts';
import { createApp } from '../../../renderer/stores/app.ts';
import { documentId } from '../../../renderer/stores/documents.ts';
import { renameDocument } from '../../../renderer/stores/rename-document.ts';

const environment: StoredDocument = {
  kind: 'environment',
  key: 'development',
  revision: 1,
  value: { name: 'Development', variables: {}, secrets: [] },
};

/** What is said when the engine answers a rename so. */
async function toldOf(unreadVariables: { was: string; now: string }[]): Promise<string | undefined> {
  const answer = { rewritten: [], unreadVariables };
  const engine = { on: () => () => {}, call: () => Promise.resolve(answer) } as unknown as EngineClient;
  const app = createApp(engine, () => Promise.resolve('window'));
  app.documents.setState({ byId: { [documentId('environment', 'development')]: environment } });
  await renameDocument(app, 'environment', 'development', 'staging');
  return app.toasts.getState().toasts.at(-1)?.text;
}

test('a rename says that variables of secrets are not read any more, and where it is told which', async () => {
  const one = { was: 'HOOKBENCH_SECRET_DEVELOPMENT_A', now: 'HOOKBENCH_SECRET_STAGING_A' };
  expect(await toldOf([])).toBe('The environment is now "staging".');
  expect(await toldOf([one])).toBe(
    'The environment is now "staging". 1 variable of a secret is not read any more: see Problems.',
  );
  expect(await toldOf([one, one])).toContain('2 variables of secrets are not read any more: see Problems.');
});
