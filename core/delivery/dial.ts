import { lookup as systemLookup } from 'node:dns';
import { connect as connectTcp, isIP, type LookupFunction, type Socket, type TcpNetConnectOpts } from 'node:net';
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls';
import { addressProblem } from './request-target.ts';

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
  certificateAuthorities: string | string[] | undefined;
  /** TLS session of an earlier connection, to resume. */
  session: Buffer | undefined;
}

const keepAliveDelayMs = 60_000;

/**
 * Opens a connection, TLS included, filling `times` as it goes. Every address that the name has is judged before any is
 * dialled; IPv6 and IPv4 are tried side by side. Returns the socket at once so that it can be destroyed while it dials.
 */
export function dial(
  options: DialOptions,
  times: DialTimes,
  done: (error: Error | null, socket: Socket) => void,
): Socket | TLSSocket {
  const hostname = options.hostname.startsWith('[') ? options.hostname.slice(1, -1) : options.hostname;
  const isTls = options.protocol === 'https:';
  const common: TcpNetConnectOpts & { host: string } = {
    host: hostname,
    port: options.port,
    lookup: judgedLookup(options.lookup ?? systemLookup, options.mustBeLoopback, times),
    autoSelectFamily: true,
  };
  const servername = options.servername ?? hostname;
  const tlsOptions: ConnectionOptions = {
    ...common,
    ALPNProtocols: ['http/1.1'],
    // SNI holds names only (RFC 6066, section 3).
    servername: isIP(servername) === 0 ? servername : '',
    ...(options.certificateAuthorities === undefined ? {} : { ca: options.certificateAuthorities }),
    ...(options.session === undefined ? {} : { session: options.session }),
  };
  const socket = isTls ? connectTls(tlsOptions) : connectTcp(common);
  socket.setNoDelay(true);
  socket.setKeepAlive(true, keepAliveDelayMs);

  let isDone = false;
  socket.once('connect', () => {
    times.connectedAt = performance.now();
    if (!isTls) finish(null);
  });
  if (isTls) {
    socket.once('secureConnect', () => {
      times.securedAt = performance.now();
      finish(null);
    });
  }
  socket.on('error', finish);
  socket.once('close', () => finish(new Error('The socket was closed while connecting.')));

  function finish(error: Error | null): void {
    if (isDone) return;
    isDone = true;
    done(error, socket);
  }
  return socket;
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
