import { lookup as systemLookup } from 'node:dns';
import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { isLoopbackAddress } from './address-rules.ts';
import { classifyFailure } from './classify-failure.ts';
import { withWhatWasShown } from './client-certificate-refusal.ts';
import type { HttpProxy } from './proxy.ts';
import { addressProblem } from './request-target.ts';
import type { Trust } from './trust.ts';
import { openTunnel, tunnelError } from './tunnel.ts';

/** When each step of a connection was done, in `performance.now()` milliseconds; null = not (yet). */
export interface DialTimes {
  startedAt: number;
  foundAt: number | null;
  connectedAt: number | null;
  securedAt: number | null;
}

export interface DialOptions {
  protocol: string;
  hostname: string;
  port: number;
  /** Name for SNI and the certificate; the host name when null. */
  servername: string | null;
  mustBeLoopback: boolean;
  lookup: LookupFunction | undefined;
  /** Null = the endpoint is dialled itself. */
  proxy: HttpProxy | null;
  trust: Trust;
  /** TLS session of an earlier connection, to resume. */
  session: Buffer | undefined;
  onSession(session: Buffer): void;
}

const keepAliveDelayMs = 60_000;

/**
 * Opens a connection, by way of the proxy if there is one, and secures it, filling `times` as it goes. Every address that the
 * name has is judged before any is dialled; IPv6 and IPv4 are tried side by side. `done` gets the socket to talk over. Returns
 * the one below it at once, so that it can be destroyed while it dials.
 */
export function dial(
  options: DialOptions,
  times: DialTimes,
  done: (error: Error | null, socket: Socket) => void,
): Socket {
  const { proxy, trust, port } = options;
  const hostname = bare(options.hostname);
  const lookup = options.lookup ?? systemLookup;
  const wire = connectTcp({
    host: proxy === null ? hostname : bare(proxy.hostname),
    port: proxy === null ? port : proxy.port,
    // What the endpoint's name leads to is for the proxy to find.
    lookup: judgedLookup(lookup, proxy === null && options.mustBeLoopback, times),
    autoSelectFamily: true,
  });
  wire.setNoDelay(true);
  wire.setKeepAlive(true, keepAliveDelayMs);
  let isDone = false;

  wire.once('connect', () => {
    if (proxy === null) secure();
    else openTunnel(wire, proxy, `${options.hostname}:${port}`, (error) => (error === null ? secure() : finish(error)));
  });
  wire.on('error', failDialling);
  wire.once('close', closeDialling);

  function secure(): void {
    times.connectedAt = performance.now();
    if (options.protocol !== 'https:') {
      finish(null, wire);
      return;
    }
    // From here on what happens to the connection is told by the socket above it.
    wire.off('close', closeDialling);
    const servername = options.servername ?? hostname;
    const isLoopback = proxy === null && isLoopbackAddress(wire.remoteAddress ?? '');
    const context = trust.context(isLoopback);
    const bytesBefore = wire.bytesRead;
    const secured: TLSSocket = connectTls({
      socket: wire,
      ALPNProtocols: ['http/1.1'],
      // The name in the certificate, also of an address.
      host: servername,
      // SNI holds names only (RFC 6066, section 3).
      servername: isIP(servername) === 0 ? servername : '',
      rejectUnauthorized: !(trust.acceptsAnyOnLoopback && isLoopback),
      ...(context === undefined ? {} : { secureContext: context }),
      ...(options.session === undefined ? {} : { session: options.session }),
    });
    secured.once('secureConnect', () => {
      times.securedAt = performance.now();
      finish(null, secured);
    });
    secured.on('session', options.onSession);
    secured.on('error', (error) => {
      const told = withWhatWasShown(error, wire.bytesRead - bytesBefore, trust.clientSubject);
      // By TLS 1.3 the endpoint's alert comes after this side is done. Node goes on to the end of the stream, which would hide it.
      if (isDone && told !== error) secured.destroy(told);
      else finish(told);
    });
    secured.once('close', closeDialling);
  }

  function failDialling(error: Error): void {
    if (proxy === null || times.connectedAt !== null) finish(error);
    else finish(tunnelError(proxy, `cannot be reached: ${classifyFailure(error, 'connecting').detail}`));
  }
  function closeDialling(): void {
    finish(new Error('The socket was closed while connecting.'));
  }
  function finish(error: Error | null, socket = wire): void {
    if (isDone) return;
    isDone = true;
    done(error, socket);
  }
  return wire;
}

function bare(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

function judgedLookup(lookup: LookupFunction, mustBeLoopback: boolean, times: DialTimes): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, options, (error, found, family) => {
      times.foundAt = performance.now();
      if (error !== null) {
        callback(error, found, family);
        return;
      }
      const addresses = typeof found === 'string' ? [found] : found.map(({ address }) => address);
      for (const address of addresses) {
        const problem = addressProblem(address, mustBeLoopback);
        if (problem !== null) {
          callback(problem, found, family);
          return;
        }
      }
      callback(null, found, family);
    });
  };
}
