import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { listenError } from '../core/contract/index.ts';
import type { Engine } from '../core/engine.ts';
import { serveRpc, webSocketTransport } from '../core/rpc/index.ts';
import { appOrigin, contentSecurityPolicy, serveAsset } from '../electron/app-assets.ts';
import { type Refusal, refuseConnection, refuseForeign } from './request-guard.ts';

export interface HttpHostOptions {
  engine: Pick<Engine, 'handlers' | 'streams' | 'events'>;
  /** The built page. */
  rendererFolder: string;
  /** 0 = any free port. */
  port: number;
  /** Whoever knows it may use the engine. */
  token: string;
}

export interface HttpHost {
  port: number;
  /** The address to open, token included. */
  url: string;
  close(): Promise<void>;
}

const loopback = '127.0.0.1';
/** The largest thing a page sends is a template or a pasted request. */
const maximumMessageBytes = 64 * 1024 * 1024;
/** The longest answer is some 40 MB: the body of a request that a receiver keeps. Who leaves several of them unread is gone. */
const maximumUnreadBytes = 128 * 1024 * 1024;
/** Vite puts a hash of the content into these files' names. */
const hashedFile = /^\/assets\/.+-[\w-]{8,}\.\w+$/;

/**
 * Serves the page's files and, for who has the token, the engine over a WebSocket; on loopback only. The files are the
 * same for everyone and hold nothing secret. Rejects with `CommandError` `port-in-use`, `port-refused` or `unavailable`.
 */
export async function startHttpHost({ engine, rendererFolder, port, token }: HttpHostOptions): Promise<HttpHost> {
  const server = createServer((request, response) => {
    void answer(request, response, rendererFolder, boundPort()).catch(() => response.destroy());
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maximumMessageBytes, perMessageDeflate: false });
  const boundPort = () => (server.address() as AddressInfo).port;

  server.on('upgrade', (request, socket, head) => {
    const refusal = refuseConnection(request, boundPort(), token);
    if (refusal !== null) return refuseUpgrade(socket, refusal);
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const transport = webSocketTransport(webSocket, { unreadLimitBytes: maximumUnreadBytes });
      serveRpc(transport, engine.handlers, engine.streams, engine.events);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(listenError(error, port, { anotherPort: 'choose another with --port' })),
    );
    server.listen(port, loopback, resolve);
  });
  return {
    port: boundPort(),
    url: `http://${loopback}:${boundPort()}/?token=${token}`,
    async close() {
      for (const socket of sockets.clients) socket.close(1001, 'shutting down');
      sockets.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  rendererFolder: string,
  port: number,
): Promise<void> {
  const refusal = refuseForeign(request, port);
  if (refusal !== null) {
    response.writeHead(refusal.status, { 'content-type': 'text/plain; charset=utf-8', ...securityHeaders });
    response.end(`${refusal.message}\n`);
    return;
  }
  // The same reader of files as the desktop window's own scheme, with its one check of paths.
  const address = `${appOrigin}${request.url ?? '/'}`;
  const asset = await serveAsset(rendererFolder, { method: request.method ?? 'GET', url: address });
  const isHashed = asset.ok && hashedFile.test(new URL(address).pathname);
  response.writeHead(asset.status, {
    ...Object.fromEntries(asset.headers),
    ...securityHeaders,
    ...(isHashed ? { 'cache-control': 'public, max-age=31536000, immutable' } : {}),
  });
  response.end(Buffer.from(await asset.arrayBuffer()));
}

const securityHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};

function refuseUpgrade(socket: Duplex, { status, message }: Refusal): void {
  const reason = status === 403 ? 'Forbidden' : 'Not Found';
  const body = `${message}\n`;
  socket.on('error', () => undefined);
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\ncontent-type: text/plain; charset=utf-8\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
