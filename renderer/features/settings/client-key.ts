import type { Environment } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { currentDocument } from '../../stores/document-view.ts';

/** What the secret of a client certificate's key is called as long as that is free. */
export const defaultKeySecret = 'client_certificate_key';

/**
 * Keeps a private key as a secret of the environment and gives its name: the wanted one, or the first that has no value yet, so that
 * no key is written over. Rejects with a `CommandError`.
 */
export async function keepClientKey(
  app: App,
  environment: string,
  privateKey: string,
  wanted: string | null,
): Promise<string> {
  const secrets = await app.engine.call('secrets.list', { environment });
  const { variables = {} } = currentDocument(app, 'environment', environment) ?? {};
  const taken = new Set([...Object.keys(variables), ...secrets.filter(({ isSet }) => isSet).map(({ name }) => name)]);
  const base = wanted ?? defaultKeySecret;
  let name = base;
  for (let number = 2; taken.has(name); number += 1) name = `${base.replace(/_\d+$/, '')}_${number}`;
  // Named first: a secret that is set names itself in the file, under the feet of a draft.
  change(app, environment, (value) => withSecretNamed(value, name));
  await app.drafts.flush('environment', environment);
  await app.engine.call('secrets.set', { environment, name, value: privateKey });
  return name;
}

/** Gives an environment a client certificate with its key. Rejects with a `CommandError`. */
export async function giveClientCertificate(
  app: App,
  environment: string,
  { certificate, privateKey }: { certificate: string; privateKey: string },
): Promise<void> {
  const keySecret = await keepClientKey(app, environment, privateKey, null);
  change(app, environment, (value) => ({
    ...value,
    connections: { ...value.connections, clientCertificate: { certificate, keySecret } },
  }));
  await app.drafts.flush('environment', environment);
}

export function withSecretNamed(value: Environment, name: string): Environment {
  return value.secrets.includes(name) ? value : { ...value, secrets: [...value.secrets, name].sort() };
}

function change(app: App, environment: string, edit: (value: Environment) => Environment): void {
  const value = currentDocument(app, 'environment', environment);
  if (value !== undefined) app.drafts.edit('environment', environment, edit(value));
}
