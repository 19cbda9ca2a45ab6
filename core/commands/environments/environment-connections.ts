import { X509Certificate } from 'node:crypto';
import { CommandError } from '../../contract/errors.ts';
import { createProxyRules, createTrust, type TransportOptions } from '../../delivery/index.ts';
import { certificatesIn } from '../../model/index.ts';
import type { EngineContext } from '../engine-context.ts';
import { environmentOf } from './environment-vars.ts';

/**
 * How an environment's requests reach their endpoints. Throws `invalid-input` for a trusted certificate that cannot be read:
 * what is said of trust must not depend on which of them was good.
 */
export function environmentConnections(
  context: Pick<EngineContext, 'workspace' | 'environmentVariables'>,
  environment: string,
): Pick<TransportOptions, 'trust' | 'findProxy'> {
  const { name, connections = {} } = environmentOf(context, environment);
  const { environmentVariables: variables } = context;
  const certificates = certificatesIn(connections.trustedCertificates ?? '');
  for (const [index, certificate] of certificates.entries()) refuseUnreadable(certificate, index + 1, name);
  return {
    trust: createTrust({
      certificates,
      acceptsAnyOnLoopback: connections.loopbackCertificates === 'accept',
      extraFile: variables.NODE_EXTRA_CA_CERTS,
    }),
    findProxy: createProxyRules({ setting: connections.proxy, variables }),
  };
}

function refuseUnreadable(certificate: string, number: number, environment: string): void {
  try {
    new X509Certificate(certificate);
  } catch (error) {
    throw new CommandError(
      'invalid-input',
      `Trusted certificate ${number} of the environment “${environment}” cannot be read. Paste it anew under Connections, or remove it.`,
      { field: 'environment', details: String(error) },
    );
  }
}
