import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener, RequestError } from '@hono/node-server';
import { listenError } from '../contract/errors.ts';
import { answerUnparsed, maxHeadersBytes } from './answer-unparsed.ts';
import { ApiError, apiErrorOf } from './api-error.ts';
import { createApp } from './create-app.ts';
import type { KnockApiPorts } from './ports.ts';

export interface KnockApiOptions {
  /** 0 = any free one. */
  port: number;
  /** The key that callers must send. */
  key: string;
  appVersion: string;
  /** How long a call may take to come; as `callTimeouts` when absent. */
  timeouts?: CallTimeouts;
}

interface CallTimeouts {
  headersMs: number;
  /** Headers and body together. */
  wholeMs: number;
  /** How often it is looked whether one of the two is over. */
  checkMs: number;
}

export interface KnockApi {
  /** Such as `http://127.0.0.1:47180`. */
  baseUrl: string;
  port: number;
  /** Ends every connection at once; resolves once what goes on behind answered calls has ended as well. */
  close(): Promise<void>;
}

const loopback = '127.0.0.1';
/** On one machine the largest body takes less than a second. */
const callTimeouts: CallTimeouts = { headersMs: 10_000, wholeMs: 60_000, checkMs: 5_000 };

/**
 * Serves the part of Knock's API that Hookbench offers, on loopback only, to whoever has the key. Rejects with
 * `CommandError` `port-in-use`, `port-refused` or `unavailable` (field `port`).
 */
export async function openKnockApi(
  { port, timeouts = callTimeouts, ...options }: KnockApiOptions,
  ports: KnockApiPorts,
): Promise<KnockApi> {
  const boundPort = () => (server.address() as AddressInfo).port;
  const app = createApp({ ...options, port: boundPort }, ports);
  const listener = getRequestListener(app.fetch, {
    hostname: loopback,
    overrideGlobalObjects: false,
    errorHandler: answerToUnreadable,
  });
  const limits = {
    maxHeaderSize: maxHeadersBytes,
    headersTimeout: timeouts.headersMs,
    requestTimeout: timeouts.wholeMs,
    connectionsCheckingInterval: timeouts.checkMs,
  };
  const server = createServer(limits, listener);
  answerUnparsed(server);
  await listen(server, port);
  return {
    baseUrl: `http://${loopback}:${boundPort()}`,
    port: boundPort(),
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await app.close();
    },
  };
}

/** Before there is a request that the app could answer. */
function answerToUnreadable(error: unknown): Response {
  const message = 'This is no request that can be read: its Host header is missing or malformed, or its target is.';
  const answer = error instanceof RequestError ? new ApiError(400, 'invalid_request', message) : apiErrorOf(error);
  return Response.json(answer.toJson(), { status: answer.status, headers: { 'x-should-retry': 'false' } });
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, port)));
    server.listen({ port, host: loopback, exclusive: true }, () => {
      server.removeAllListeners('error');
      // Failing to accept one connection must not end the engine; the caller sees it.
      server.on('error', () => {});
      resolve();
    });
  });
}
