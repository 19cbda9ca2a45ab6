export { webSocketTransport } from '../contract/transports.ts';
export { createDirectClient } from './direct-client.ts';
export { callCommand, type DispatchOptions, openStream } from './dispatch.ts';
export { electronPortTransport, type MessagePortMainLike } from './electron-port.ts';
export { createEventHub, type EventHub, type EventSource } from './event-hub.ts';
export { serveRpc } from './server.ts';
export { toWireError } from './wire-error.ts';
