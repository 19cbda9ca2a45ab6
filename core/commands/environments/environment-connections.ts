import { CommandError } from '../../contract/errors.ts';
import { createProxyRules, createTrust, readCertificate, type TransportOptions } from '../../delivery/index.ts';
import { certificatesIn } from '../../model/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { environmentClientCertificate } from './environment-client-certificate.ts';
import { environmentOf } from './environment-vars.ts';

/**
 * How an environment's requests reach their endpoints. Throws `invalid-input` for a trusted certificate that cannot be read,
 * because what is said of trust must not depend on which of them was good, and for a client certificate that cannot be shown.
 */
export function environmentConnections(
  context: Pick<EngineContext, 'workspace' | 'secrets' | 'environmentVariables' | 'authority'>,
  environment: string,
): Pick<TransportOptions, 'trust' | 'findProxy'> {
  const { name, connections = {} } = environmentOf(context, environment);
  const { environmentVariables: variables } = context;
  const certificates = certificatesIn(connections.trustedCertificates ?? '');
  const unread = certificates.findIndex((certificate) => readCertificate(certificate) === null);
  if (unread >= 0) {
    throw new CommandError(
      'invalid-input',
      `Trusted certificate ${unread + 1} of the environment “${name}” cannot be read. Paste it anew under Connections, or remove it.`,
      { field: 'environment' },
    );
  }
  return {
    trust: createTrust({
      certificates,
      acceptsAnyOnLoopback: connections.loopbackCertificates === 'accept',
      loopbackAuthority: context.authority.known,
      clientCertificate: environmentClientCertificate(context, environment),
      extraFile: variables.NODE_EXTRA_CA_CERTS,
    }),
    findProxy: createProxyRules({ setting: connections.proxy, variables }),
  };
}
