import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CommandError, listenError } from '../contract/errors.ts';
import type { PortProtocol } from '../model/index.ts';
import { createMissedRequests, type MissedRequests, refuseUnreadable } from './missed-requests.ts';
import { jsonAnswer } from './prepared-answer.ts';
import { createSecureServer, type EndableServer, type PortTls } from './secure-server.ts';
import { cutOffFlood } from './waiting-requests.ts';

const anyPortTries = 10;
/** Longer than senders keep idle sockets, so that a reused one does not meet a closing server. */
const keepAliveMs = 65_000;
const serverOptions = { keepAliveTimeout: keepAliveMs, maxHeaderSize: 64 * 1024 };

export type Route = RequestListener;

/** One port on both loopback addresses, with a route for each exact path. */
export interface PortServer {
  readonly port: number;
  readonly protocol: PortProtocol;
  readonly routes: Map<string, Route>;
  readonly missed: MissedRequests;
  /** Ends every connection at once. */
  close(): Promise<void>;
}

interface PortEvents {
  nowMs(): number;
  /** Something came that reached no receiver. */
  onMissed(server: PortServer): void;
}

/**
 * Binds `port` (0 = any free one); `tls` null = it speaks plain http. Rejects with `CommandError` `port-in-use`, `port-refused`
 * or `unavailable`, and with what the certificate rejects with.
 */
export async function openPortServer(port: number, tls: PortTls | null, events: PortEvents): Promise<PortServer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await bindBoth(port, tls, events);
    } catch (error) {
      // The free v4 port may be taken on v6: then another free one will do.
      const isTaken = error instanceof CommandError && error.code === 'port-in-use';
      if (port !== 0 || !isTaken || tries === anyPortTries) throw error;
    }
  }
}

/** The path a route is found by: as URL parsers write it, without query and fragment. */
export function routePath(path: string): string {
  return URL.canParse(`http://localhost${path}`) ? new URL(`http://localhost${path}`).pathname : path;
}

async function bindBoth(port: number, tls: PortTls | null, { nowMs, onMissed }: PortEvents): Promise<PortServer> {
  const routes = new Map<string, Route>();
  const missed = createMissedRequests(nowMs, () => onMissed(server));
  const listener = createListener(routes, missed);
  const newServer = () =>
    tls === null ? createPlainServer(listener, missed) : createSecured(tls, listener, missed, nowMs);
  const v4 = await listen(await newServer(), port, '127.0.0.1');
  const boundPort = (v4.server.address() as AddressInfo).port;
  const servers = [v4];
  try {
    servers.push(await listen(await newServer(), boundPort, '::1'));
  } catch (error) {
    if (!isAbsentAddress(error)) {
      await closeServer(v4);
      throw error;
    }
  }
  const server: PortServer = {
    port: boundPort,
    protocol: { tls: tls?.tls, clientCertificate: tls?.clientCertificate },
    routes,
    missed,
    close: async () => {
      await Promise.all(servers.map(closeServer));
    },
  };
  return server;
}

function createListener(routes: ReadonlyMap<string, Route>, missed: MissedRequests): RequestListener {
  return (request, response) => {
    if (cutOffFlood(request, response)) return;
    const target = request.url ?? '/';
    const query = target.indexOf('?');
    const path = query < 0 ? target : target.slice(0, query);
    const route = routes.get(path) ?? routes.get(routePath(pathOfTarget(path)));
    if (route !== undefined) {
      route(request, response);
      return;
    }
    missed.add({ reason: 'no-receiver', method: request.method ?? '', target });
    request.resume();
    request.on('error', () => response.destroy());
    const answer = jsonAnswer(404, {
      error: 'no-receiver',
      message: `No receiver listens at ${path} on this port. See "paths" for those that do.`,
      paths: [...routes.keys()],
    });
    response.writeHead(answer.status, answer.headers);
    response.end(answer.body);
  };
}

/** Senders that take us for a proxy ask for a whole URL. */
function pathOfTarget(target: string): string {
  return target.startsWith('/') || !URL.canParse(target) ? target : new URL(target).pathname;
}

function createPlainServer(listener: RequestListener, missed: MissedRequests): EndableServer {
  const server = createServer(serverOptions, listener);
  server.on('clientError', (error, socket) => {
    const reason = refuseUnreadable(error, socket);
    if (reason !== null) missed.add({ reason, method: null, target: null });
  });
  return { server, endConnections: () => server.closeAllConnections() };
}

function createSecured(
  tls: PortTls,
  listener: RequestListener,
  missed: MissedRequests,
  nowMs: () => number,
): Promise<EndableServer> {
  return createSecureServer(serverOptions, tls, listener, {
    nowMs,
    onMissed: (reason) => missed.add({ reason, method: null, target: null }),
  });
}

function listen(endable: EndableServer, port: number, host: string): Promise<EndableServer> {
  const { server } = endable;
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        isAbsentAddress(error) && host === '::1'
          ? error
          : listenError(error, port, { host, anotherPort: 'give the receiver another port' }),
      );
    });
    server.listen({ port, host, exclusive: true }, () => {
      server.removeAllListeners('error');
      // Failing to accept one connection (out of file handles, say) must not end the engine; the sender sees it.
      server.on('error', () => {});
      resolve(endable);
    });
  });
}

function isAbsentAddress(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT';
}

function closeServer({ server, endConnections }: EndableServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    endConnections();
  });
}
