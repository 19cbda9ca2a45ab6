import { certificatesProblem, type Environment } from '../../../core/contract/index.ts';
import type { App } from '../../stores/app.ts';
import { currentDocument } from '../../stores/document-view.ts';

/** What the secret of a client certificate's key is called as long as that is free. */
export const defaultKeySecret = 'client_certificate_key';

interface Keyed {
  /** In PEM. */
  certificate: string;
  privateKey: string;
}

/**
 * Keeps the private key of a certificate as a secret of the environment and gives its name: the wanted one, or the first that has no
 * value yet, so that no key is written over. A secret that has the key already is taken as it is. Rejects with a `CommandError`.
 */
export async function keepClientKey(
  app: App,
  environment: string,
  { certificate, privateKey }: Keyed,
  wanted: string,
): Promise<string> {
  const { engine } = app;
  const clientCertificate = { certificate, keySecret: wanted };
  const isWhole = certificatesProblem(certificate) === null;
  if (isWhole) {
    const { problem } = await engine.call('certificates.checkClient', { environment, clientCertificate });
    if (problem === null) return wanted;
  }
  const secrets = await engine.call('secrets.list', { environment });
  const { variables = {} } = currentDocument(app, 'environment', environment) ?? {};
  const taken = new Set([...Object.keys(variables), ...secrets.filter(({ isSet }) => isSet).map(({ name }) => name)]);
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted.replace(/_\d+$/, '')}_${number}`;
  // Named first: a secret that is set names itself in the file, under the feet of a draft.
  change(app, environment, (value) => withSecretNamed(value, name));
  await app.drafts.flush('environment', environment);
  await engine.call('secrets.set', { environment, name, value: privateKey });
  return name;
}

/** Gives an environment a client certificate with its key. Rejects with a `CommandError`. */
export async function giveClientCertificate(app: App, environment: string, keyed: Keyed): Promise<void> {
  const { certificate } = keyed;
  const keySecret = await keepClientKey(app, environment, keyed, defaultKeySecret);
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
