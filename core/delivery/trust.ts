import { readFileSync } from 'node:fs';
import * as tls from 'node:tls';
import { RecentMap } from '../model/index.ts';
import type { ClientCertificate } from './client-certificate.ts';

/** Whose certificates are accepted, and which one is shown. */
export interface Trust {
  /**
   * For a connection that ended at a loopback address, or elsewhere. Undefined = the authorities that the runtime trusts by itself,
   * and nothing to show.
   */
  context(isLoopback: boolean): tls.SecureContext | undefined;
  /** An endpoint on this machine may show any certificate. */
  acceptsAnyOnLoopback: boolean;
  /** Whose certificate is shown to an endpoint that asks for one; null = there is none. */
  clientSubject: string | null;
}

export interface TrustOptions {
  /** Certificates of authorities besides the known ones, each in PEM. */
  certificates?: readonly string[];
  acceptsAnyOnLoopback?: boolean;
  /** Certificate of an authority, in PEM, that is trusted on this machine only; asked for each connection, null = none. */
  loopbackAuthority?: () => string | null;
  /** Shown to an endpoint that asks for one. */
  clientCertificate?: ClientCertificate | null;
  /** File that the runtime was told of by NODE_EXTRA_CA_CERTS. */
  extraFile?: string | undefined;
}

/** Reading the authorities takes tens of milliseconds: it is done for the first connection that needs them, not for each run. */
const contexts = new RecentMap<tls.SecureContext>(8);

export function createTrust(options: TrustOptions): Trust {
  const { certificates = [], acceptsAnyOnLoopback = false, loopbackAuthority = () => null, extraFile } = options;
  const { clientCertificate = null } = options;
  return {
    acceptsAnyOnLoopback,
    clientSubject: clientCertificate?.subject ?? null,
    context(isLoopback) {
      const local = isLoopback ? loopbackAuthority() : null;
      return contextOf(local === null ? certificates : [...certificates, local], extraFile, clientCertificate);
    },
  };
}

function contextOf(
  certificates: readonly string[],
  extraFile: string | undefined,
  client: ClientCertificate | null,
): tls.SecureContext | undefined {
  const key = JSON.stringify([extraFile, client?.certificate, client?.privateKey, ...certificates]);
  const known = contexts.get(key);
  if (known !== undefined) return known;
  const system = systemAuthorities();
  const isAnyAdded = certificates.length > 0 || system.length > 0;
  if (!isAnyAdded && client === null) return undefined;
  const context = tls.createSecureContext({
    ...(isAnyAdded ? { ca: [...runtimeAuthorities(extraFile), ...system, ...certificates] } : {}),
    ...(client === null ? {} : { cert: client.certificate, key: client.privateKey }),
  });
  contexts.set(key, context);
  return context;
}

/** Newer runtimes than the floor can tell; older ones trust what they were built with, and the extra file. */
type Authorities = { getCACertificates?: (type: 'default' | 'system') => string[] };

function systemAuthorities(): string[] {
  return (tls as Authorities).getCACertificates?.('system') ?? [];
}

function runtimeAuthorities(extraFile: string | undefined): string[] {
  const known = (tls as Authorities).getCACertificates?.('default');
  if (known !== undefined) return known;
  if (extraFile === undefined || extraFile === '') return [...tls.rootCertificates];
  try {
    return [...tls.rootCertificates, readFileSync(extraFile, 'utf8')];
  } catch {
    // As the runtime does: it warns of it when it starts, and goes on.
    return [...tls.rootCertificates];
  }
}
