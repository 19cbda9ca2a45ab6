import { CommandError } from '../../contract/errors.ts';
import { type ClientCertificate, readClientCertificate } from '../../delivery/index.ts';
import type { ConnectionSettings } from '../../model/index.ts';
import type { StoredRooms } from '../stored-rooms.ts';
import { environmentOf } from './environment-vars.ts';

type Setting = NonNullable<ConnectionSettings['clientCertificate']>;

/** What an environment's setting comes to on this machine: the certificate with its key, or why it cannot be shown. */
export function chosenClientCertificate(
  { secrets }: Pick<StoredRooms, 'secrets'>,
  environment: string,
  { certificate, keySecret }: Setting,
): ClientCertificate | { message: string } {
  const key = secrets.get(environment, keySecret) ?? '';
  if (key.trim() === '') {
    const message = `The secret “${keySecret}” is to hold its private key, and has no value on this machine. Set it among the environment's secrets, or as HOOKBENCH_SECRET_${keySecret.toUpperCase()}.`;
    return { message };
  }
  return readClientCertificate(certificate, key, `The secret “${keySecret}”`);
}

/** What the environment's requests show to endpoints that ask; null = nothing. Throws `invalid-input` for one that cannot be shown. */
export function environmentClientCertificate(context: StoredRooms, environment: string): ClientCertificate | null {
  const { name, connections } = environmentOf(context, environment);
  if (connections?.clientCertificate === undefined) return null;
  const chosen = chosenClientCertificate(context, environment, connections.clientCertificate);
  if ('subject' in chosen) return chosen;
  const message = `The client certificate of the environment “${name}” cannot be shown. ${chosen.message}`;
  throw new CommandError('invalid-input', message, { field: 'environment' });
}
