import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { onTestFinished } from 'vitest';

export interface RawServer {
  port: number;
  /** All bytes received, of all connections, as latin1 text. */
  received(): string;
  connections(): number;
}

/** A TCP server on loopback that answers as told; it and its connections end with the test. */
export function rawServer(onConnection: (socket: Socket) => void, host = '127.0.0.1'): Promise<RawServer> {
  return listen(createServer(), 'connection', onConnection, host);
}

export function rawTlsServer(options: TlsOptions, onConnection: (socket: Socket) => void): Promise<RawServer> {
  return listen(createTlsServer(options), 'secureConnection', onConnection, '127.0.0.1');
}

/** Answers every complete request (as seen by its head and content-length) with the same bytes. */
export function answering(response: string, options: { end?: boolean } = {}): (socket: Socket) => void {
  return (socket) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      for (let size = requestSize(text); size !== null; size = requestSize(text)) {
        text = text.slice(size);
        socket.write(response, 'latin1');
        if (options.end) socket.end();
      }
    });
  };
}

async function listen(
  server: Server,
  event: 'connection' | 'secureConnection',
  onConnection: (socket: Socket) => void,
  host: string,
): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const chunks: string[] = [];
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('tlsClientError', () => {});
  server.on(event, (socket: Socket) => {
    connections += 1;
    socket.on('error', () => {});
    socket.on('data', (chunk) => chunks.push(chunk.toString('latin1')));
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, host, () => resolve()));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    port: (server.address() as AddressInfo).port,
    received: () => chunks.join(''),
    connections: () => connections,
  };
}

function requestSize(text: string): number | null {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd < 0) return null;
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, headEnd))?.[1] ?? '0';
  const size = headEnd + 4 + Number(length);
  return text.length >= size ? size : null;
}
