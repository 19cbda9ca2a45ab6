import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { WebSocket, WebSocketServer } from 'ws';
import type { CommandHandlers, EngineClient, StreamHandlers } from '../../../core/contract/index.ts';
import { createRpcClient, messagePortTransport, webSocketTransport } from '../../../core/contract/index.ts';
import {
  createEventHub,
  type EventHub,
  electronPortTransport,
  type MessagePortMainLike,
  serveRpc,
} from '../../../core/rpc/index.ts';

export interface Connection {
  client: EngineClient;
  events: EventHub;
  /** Breaks the connection from the client's side without a word, as a crashed window does. */
  sever(): void;
  close(): Promise<void>;
}

type Connect = (handlers: CommandHandlers, streams: StreamHandlers) => Promise<Connection>;

/** Node's port with the face of Electron's: that gives events where this one gives what was posted. */
function asMainPort(port: MessagePort): MessagePortMainLike {
  return {
    postMessage: (message) => port.postMessage(message),
    on(event: 'message' | 'close', listener: (event: { data: unknown }) => void) {
      return event === 'message'
        ? port.on('message', (data: unknown) => listener({ data }))
        : port.on('close', listener as () => void);
    },
    start: () => port.start(),
    close: () => port.close(),
  };
}

export const connectOverMessageChannel: Connect = async (handlers, streams) => {
  const { port1, port2 } = new MessageChannel();
  const events = createEventHub();
  serveRpc(electronPortTransport(asMainPort(port1)), handlers, streams, events, { checkOutputs: true });
  const client = createRpcClient(messagePortTransport(port2));
  return {
    client,
    events,
    sever: () => port2.close(),
    async close() {
      client.close();
    },
  };
};

export const connectOverWebSocket = async (
  handlers: CommandHandlers,
  streams: StreamHandlers,
  limits: Parameters<typeof webSocketTransport>[1] = {},
): Promise<Connection & { socket: WebSocket }> => {
  const events = createEventHub();
  const http = createServer();
  const server = new WebSocketServer({ server: http });
  server.on('connection', (socket) => {
    serveRpc(webSocketTransport(socket, limits), handlers, streams, events, { checkOutputs: true });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const socket = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`);
  const client = createRpcClient(webSocketTransport(socket));
  await new Promise((resolve) => socket.once('open', resolve));
  return {
    client,
    events,
    socket,
    sever: () => socket.terminate(),
    async close() {
      client.close();
      for (const peer of server.clients) peer.terminate();
      server.close();
      await new Promise((resolve) => http.close(resolve));
    },
  };
};
