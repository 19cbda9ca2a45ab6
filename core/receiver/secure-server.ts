import { createServer as createHttpServer, type RequestListener, type ServerOptions } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls';
import type { ClientCertificateDemand, MissedReason, ReceiverTls } from '../model/index.ts';
import type { PortCertificate } from './local-authority.ts';
import { refuseUnreadable } from './missed-requests.ts';
import { type ShownToPort, shownCertificate } from './shown-certificate.ts';

/** What the senders of a port meet, and where its certificate comes from: asked again when that is to be renewed. */
export interface PortTls {
  readonly tls: ReceiverTls;
  /** Undefined = senders are not asked for a certificate. */
  readonly clientCertificate: ClientCertificateDemand | undefined;
  certificate(): Promise<PortCertificate>;
  /** Certificate of the local authority, in PEM. */
  authority(): Promise<string>;
}

export interface SecureServerEvents {
  nowMs(): number;
  /** Something ended before it came to be a request. */
  onMissed(reason: MissedReason): void;
}

/** A server, and what ends all its connections at once: of https those as well that have not shaken hands. */
export interface EndableServer {
  server: Server;
  endConnections(): void;
}

/** How long a connection may go without a request that it could be told of: as long as Node waits for a handshake. */
const firstRequestMs = 120_000;

/** TCP connections under TLS: what is done to the wire cannot be done to the socket above it. */
const wires = new WeakMap<Duplex, Socket>();

/** The TCP connection that a socket is, or that it lies on. */
export function wireOf(socket: Socket): Socket {
  return wires.get(socket) ?? socket;
}

/** What senders have shown that were asked for a certificate. */
const shownBy = new WeakMap<Socket, ShownToPort>();

/** Null = the sender was not asked. */
export function clientCertificateOf(socket: Socket): ShownToPort | null {
  return shownBy.get(socket) ?? null;
}

/**
 * A server for https that does not listen yet. Rejects with what the certificate rejects with. Not Node's own, which does not
 * tell on which connection a handshake failed, and so not whether its sender had seen the certificate.
 */
export async function createSecureServer(
  options: ServerOptions,
  portTls: PortTls,
  listener: RequestListener,
  { nowMs, onMissed }: SecureServerEvents,
): Promise<EndableServer> {
  const demand = portTls.clientCertificate;
  let shown = await portTls.certificate();
  let authority = await portTls.authority();
  let context = contextOf(portTls, shown, authority);
  let isRenewing = false;
  const open = new Set<Socket>();
  /** Those that have sent a request, or of which has been told why not. */
  const settled = new WeakSet<Socket>();

  const http = createHttpServer(options, (request, response) => {
    settled.add(wireOf(request.socket));
    listener(request, response);
  });
  http.on('clientError', (error, socket) => {
    const reason = refuseUnreadable(error, socket);
    if (reason !== null) tell(wireOf(socket as Socket), reason);
  });

  function tell(wire: Socket, reason: MissedReason): void {
    settled.add(wire);
    onMissed(reason);
  }

  /** From this side, which says nothing of the sender. */
  function end(wire: Socket): void {
    settled.add(wire);
    wire.destroy();
  }

  /** The connection that finds it due still gets the old one, which has a while to go. */
  async function renew(): Promise<void> {
    isRenewing = true;
    try {
      shown = await portTls.certificate();
      authority = await portTls.authority();
      context = contextOf(portTls, shown, authority);
    } catch {
      // The old one goes on until its end, and the next connection tries again.
    } finally {
      isRenewing = false;
    }
  }

  function secure(wire: Socket): void {
    if (nowMs() >= shown.renewAtMs && !isRenewing) void renew();
    const socket = new TLSSocket(wire, {
      isServer: true,
      secureContext: context,
      ALPNProtocols: ['http/1.1'],
      requestCert: demand !== undefined,
      // Refuses who shows nothing, and no one else.
      rejectUnauthorized: demand !== undefined && demand !== 'optional',
    });
    const timer = setTimeout(() => {
      if (!settled.has(wire)) end(wire);
    }, firstRequestMs).unref();
    wires.set(socket, wire);
    open.add(wire);
    socket.on('error', (error: Error & { code?: string }) => {
      const reason = handshakeFailure(error);
      if (reason !== null && !settled.has(wire)) tell(wire, reason);
    });
    socket.once('secure', () => {
      if (demand !== undefined) shownBy.set(socket, shownCertificate(socket, demand, authority, nowMs()));
      http.emit('connection', socket);
    });
    wire.once('close', () => {
      clearTimeout(timer);
      open.delete(wire);
      const reason = reasonToLeave(wire);
      if (reason !== null && !settled.has(wire)) tell(wire, reason);
    });
  }

  return {
    server: createServer({ noDelay: true }, secure),
    endConnections() {
      for (const wire of open) end(wire);
    },
  };
}

function contextOf(
  { tls, clientCertificate }: PortTls,
  { certificate, privateKey }: PortCertificate,
  authority: string,
): SecureContext {
  const shown = {
    cert: certificate,
    key: privateKey,
    // Tells senders that have several whose certificate is wanted.
    ...(clientCertificate === 'local-authority' ? { ca: authority } : {}),
    // Without it, a sender that has shown a certificate cannot resume its session.
    ...(clientCertificate === undefined ? {} : { sessionIdContext: 'hookbench' }),
  };
  if (tls !== 'outdated-version') return createSecureContext(shown);
  // OpenSSL shakes hands by TLS 1.1 only where it is told to be careless; BoringSSL, which Electron has, knows no such word.
  const ciphers = process.versions.openssl === '0.0.0' ? {} : { ciphers: 'DEFAULT@SECLEVEL=0' };
  return createSecureContext({ ...shown, ...ciphers, minVersion: 'TLSv1', maxVersion: 'TLSv1.1' });
}

/** By the ends of OpenSSL's and BoringSSL's codes, whose beginnings differ by version. */
const failures: readonly (readonly [RegExp, MissedReason])[] = [
  [/_(HTTP_REQUEST|WRONG_VERSION_NUMBER)$/, 'plain-http'],
  [/_PEER_DID_NOT_RETURN_A_CERTIFICATE$/, 'client-certificate-missing'],
  [/_ALERT_UNKNOWN_CA$/, 'certificate-untrusted'],
  [/_ALERT_CERTIFICATE_EXPIRED$/, 'certificate-expired'],
  [/_ALERT_(BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_UNKNOWN|CERTIFICATE_REVOKED)$/, 'certificate-refused'],
  [/_(UNSUPPORTED_PROTOCOL|UNKNOWN_PROTOCOL|VERSION_TOO_LOW|ALERT_PROTOCOL_VERSION)$/, 'tls-version'],
];

/** Null = the code does not tell; how far the sender had come does. */
function handshakeFailure({ code = '' }: Error & { code?: string }): MissedReason | null {
  return failures.find(([pattern]) => pattern.test(code))?.[1] ?? null;
}

/** Of a connection that was closed without a request. Null = who sends not a byte only looks whether the port is open. */
function reasonToLeave({ bytesRead, bytesWritten }: Socket): MissedReason | null {
  if (bytesRead === 0) return null;
  return bytesWritten === 0 ? 'tls-failed' : 'left-at-certificate';
}
