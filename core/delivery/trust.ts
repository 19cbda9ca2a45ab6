import { readFileSync } from 'node:fs';
import * as tls from 'node:tls';
import { RecentMap } from '../model/index.ts';

/** Whose certificates are accepted. */
export interface Trust {
  /** For a connection that ended at a loopback address, or elsewhere. Undefined = the authorities that the runtime trusts by itself. */
  context(isLoopback: boolean): tls.SecureContext | undefined;
  /** An endpoint on this machine may show any certificate. */
  acceptsAnyOnLoopback: boolean;
}

export interface TrustOptions {
  /** Certificates of authorities besides the known ones, each in PEM. */
  certificates?: readonly string[];
  acceptsAnyOnLoopback?: boolean;
  /** Certificate of an authority, in PEM, that is trusted on this machine only; asked for each connection, null = none. */
  loopbackAuthority?: () => string | null;
  /** File that the runtime was told of by NODE_EXTRA_CA_CERTS. */
  extraFile?: string | undefined;
}

/** Reading the authorities takes tens of milliseconds: it is done for the first connection that needs them, not for each run. */
const contexts = new RecentMap<tls.SecureContext>(8);

export function createTrust(options: TrustOptions): Trust {
  const { certificates = [], acceptsAnyOnLoopback = false, loopbackAuthority = () => null, extraFile } = options;
  return {
    acceptsAnyOnLoopback,
    context(isLoopback) {
      const local = isLoopback ? loopbackAuthority() : null;
      return contextOf(local === null ? certificates : [...certificates, local], extraFile);
    },
  };
}

function contextOf(certificates: readonly string[], extraFile: string | undefined): tls.SecureContext | undefined {
  const key = JSON.stringify([extraFile, ...certificates]);
  const known = contexts.get(key);
  if (known !== undefined) return known;
  const system = systemAuthorities();
  if (certificates.length === 0 && system.length === 0) return undefined;
  const context = tls.createSecureContext({ ca: [...runtimeAuthorities(extraFile), ...system, ...certificates] });
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
