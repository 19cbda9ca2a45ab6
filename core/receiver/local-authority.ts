import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { assertNever, type ReceiverTls } from '../model/index.ts';
import type { KeyedCertificate } from './keyed-certificate.ts';
import type { CertificateFrame, CertificateHost } from './make-certificate.ts';

/** Where the authority is kept, as one text that has a private key in it. Both reject with what a user can read. */
export interface AuthorityStore {
  /** Null = there is none. */
  read(): Promise<string | null>;
  /** As a whole or not at all. */
  write(text: string): Promise<void>;
}

/** What a port shows. */
export interface PortCertificate extends KeyedCertificate {
  /** Unix milliseconds: from then on it is, or soon would be, another thing than it is to be. */
  renewAtMs: number;
}

/** The authority that https receivers have their certificates from; see docs/adr/0016. */
export interface LocalAuthority {
  /** Its certificate in PEM; made when there is none. */
  certificate(): Promise<string>;
  /** The same without waiting; null = nothing has needed it yet. */
  known(): string | null;
  /** The same one until it is to be renewed. */
  portCertificate(tls: ReceiverTls): Promise<PortCertificate>;
  /** A new one for whoever sends, with its key, which is kept nowhere. */
  clientCertificate(): Promise<KeyedCertificate>;
}

const dayMs = 86_400_000;
/** Clocks of this machine and of whoever calls it may differ. */
const slackMs = dayMs;
/** Within what systems accept that are strict even with authorities of the user's own. */
const lifetimeMs = 396 * dayMs;
const renewBeforeMs = 30 * dayMs;
const authorityLifetimeMs = 3650 * dayMs;

const localHosts: readonly CertificateHost[] = [
  { dns: 'localhost' },
  { ip: [127, 0, 0, 1] },
  { ip: [...new Array<number>(15).fill(0), 1] },
];
/**
 * `invalid` never exists (RFC 6761): for the certificate of another host. Addresses are not restricted: BoringSSL, which
 * Electron has, refuses an authority that restricts them.
 */
const permitted: readonly CertificateHost[] = [{ dns: 'localhost' }, { dns: 'invalid' }];
const otherHosts: readonly CertificateHost[] = [{ dns: 'another-host.invalid' }];

const storedSchema = z.strictObject({ certificate: z.string(), privateKey: z.string() });

interface Authority extends KeyedCertificate {
  /** From then on, what it vouches for would outlive it. */
  replaceAtMs: number;
}

export function createLocalAuthority({ store, nowMs }: { store: AuthorityStore; nowMs(): number }): LocalAuthority {
  let authority: Authority | null = null;
  let finding: Promise<Authority> | null = null;
  const shown = new Map<ReceiverTls, PortCertificate>();

  async function find(): Promise<Authority> {
    if (authority !== null && nowMs() < authority.replaceAtMs) return authority;
    finding ??= readOrMake().finally(() => {
      finding = null;
    });
    authority = await finding;
    return authority;
  }

  async function readOrMake(): Promise<Authority> {
    const text = await store.read();
    const stored = text === null ? null : authorityIn(text);
    if (stored !== null && nowMs() < stored.replaceAtMs) return stored;
    const { makeAuthority } = await makers();
    // Told apart where somebody trusts those of two data folders.
    const commonName = `Hookbench receivers ${randomBytes(3).toString('hex')}`;
    const made = makeAuthority(frameOf(commonName, -slackMs, authorityLifetimeMs), permitted);
    await store.write(`${JSON.stringify(made, null, 2)}\n`);
    return withEnd(made);
  }

  async function make(tls: ReceiverTls): Promise<PortCertificate> {
    const { replaceAtMs, ...own } = await find();
    const { makeAuthority, makeServerCertificate } = await makers();
    const beginMs = -slackMs;
    const good = frameOf('localhost', beginMs, lifetimeMs);
    const renewAtMs = Math.min(nowMs() + lifetimeMs - renewBeforeMs, replaceAtMs);
    switch (tls) {
      case 'good':
      case 'outdated-version':
        return { ...makeServerCertificate(good, localHosts, own), renewAtMs };
      case 'expired': {
        const past = frameOf('localhost', -renewBeforeMs, -slackMs);
        return { ...makeServerCertificate(past, localHosts, own), renewAtMs: replaceAtMs };
      }
      case 'not-yet-valid': {
        const future = frameOf('localhost', lifetimeMs, 2 * lifetimeMs);
        return { ...makeServerCertificate(future, localHosts, own), renewAtMs };
      }
      case 'other-host':
        return { ...makeServerCertificate(frameOf('another-host', beginMs, lifetimeMs), otherHosts, own), renewAtMs };
      case 'unknown-authority': {
        const unknown = makeAuthority(frameOf('An authority nobody knows', beginMs, lifetimeMs), permitted);
        return { ...makeServerCertificate(good, localHosts, unknown), renewAtMs };
      }
      case 'self-signed':
        return { ...makeServerCertificate(good, localHosts, null), renewAtMs };
      default:
        return assertNever(tls);
    }
  }

  function frameOf(commonName: string, fromNowMs: number, untilMs: number): CertificateFrame {
    return { commonName, notBeforeMs: nowMs() + fromNowMs, notAfterMs: nowMs() + untilMs };
  }

  return {
    certificate: async () => (await find()).certificate,
    known: () => authority?.certificate ?? null,
    async portCertificate(tls) {
      const before = shown.get(tls);
      if (before !== undefined && nowMs() < before.renewAtMs) return before;
      const made = await make(tls);
      shown.set(tls, made);
      return made;
    },
    async clientCertificate() {
      const own = await find();
      const { makeClientCertificate } = await makers();
      // No name of a host, which the authority could not vouch for.
      const commonName = `Hookbench client ${randomBytes(3).toString('hex')}`;
      return makeClientCertificate(frameOf(commonName, -slackMs, lifetimeMs), own);
    },
  };
}

/** What writes X.509 is loaded when a receiver needs it first. */
function makers(): Promise<typeof import('./make-certificate.ts')> {
  return import('./make-certificate.ts');
}

/** Null = the text is not a certificate with its key, such as after somebody edited it. */
function authorityIn(text: string): Authority | null {
  try {
    const stored = storedSchema.parse(JSON.parse(text));
    const fits = new X509Certificate(stored.certificate).checkPrivateKey(createPrivateKey(stored.privateKey));
    return fits ? withEnd(stored) : null;
  } catch {
    return null;
  }
}

function withEnd(made: KeyedCertificate): Authority {
  const { validTo } = new X509Certificate(made.certificate);
  return { ...made, replaceAtMs: Date.parse(validTo) - lifetimeMs - slackMs };
}
