import type { App } from '../../stores/app.ts';
import { selectDocument, selectDocuments } from '../../stores/documents.ts';

/** Whether a key of a receiver is a template such as `{{ vars.name }}`, which may stand in a file, or none at all. */
export function isKeyReference(key: string): boolean {
  return key === '' || key.trimStart().startsWith('{{');
}

/**
 * Keeps a key as a secret of the environment that is looked at, and gives the reference that a receiver reads it by. The
 * name is one that no environment has: receivers look in all of them, and a key that is taken back still has its value.
 * Rejects with a `CommandError`.
 */
export async function keepReceiverKey(
  app: Pick<App, 'engine' | 'documents' | 'session'>,
  receiverKey: string,
  key: string,
): Promise<{ reference: string; name: string; environmentName: string }> {
  const { environment } = app.session.getState();
  const documents = app.documents.getState();
  const taken = new Set(
    selectDocuments(documents, 'environment').flatMap(({ value }) => [
      ...value.secrets,
      ...Object.keys(value.variables),
    ]),
  );
  const name = freeName(`receiver_${receiverKey.replaceAll(/\W/g, '_')}_key`, taken);
  await app.engine.call('secrets.set', { environment, name, value: key });
  const environmentName = selectDocument(documents, 'environment', environment)?.value.name ?? environment;
  return { reference: `{{ vars.${name} }}`, name, environmentName };
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted}_${number}`;
  return name;
}
