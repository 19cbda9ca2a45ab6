import type { LookupFunction, Socket } from 'node:net';
import { Client, type Dispatcher } from 'undici';
import type { RenderedRequest } from '../model/index.ts';
import { type DialTimes, dial } from './dial.ts';
import type { HttpProxy } from './proxy.ts';
import type { Trust } from './trust.ts';
import type { WireHeaders } from './wire-headers.ts';

/** A request as its connection sees it: what to send, and who is told of what comes of it. */
export interface CarriedExchange extends Dispatcher.DispatchHandler {
  readonly request: RenderedRequest;
  readonly path: string;
  readonly headers: WireHeaders;
  readonly timeoutMs: number;
  /** A new socket is being opened for it. */
  dialled(times: DialTimes): void;
  /** Its time is over. */
  endLate(): void;
}

export interface ConnectionOptions {
  origin: string;
  mustBeLoopback: boolean;
  lookup: LookupFunction | undefined;
  proxy: HttpProxy | null;
  trust: Trust;
  keepAliveMs: number;
  /** TLS sessions shared by the origin's connections. */
  sessions: { latest: Buffer | undefined };
  onRelease(connection: Connection): void;
  onDiscard(connection: Connection): void;
}

/**
 * One connection to an origin, with one request at a time: an undici `Client` that tells whose request it dials for. A
 * `Pool` would not, so phases, addresses and timeouts while connecting could not be laid to the right attempt.
 */
export class Connection {
  readonly #client: Client;
  readonly #options: ConnectionOptions;
  #exchange: CarriedExchange | null = null;
  #socket: Socket | null = null;
  #requestsOnSocket = 0;
  /** Of the request under way; one for all of a connection's requests, because making one for each takes longer. */
  #timer: NodeJS.Timeout | null = null;
  #timeoutMs = 0;
  remoteAddress: string | null = null;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#client = new Client(options.origin, {
      pipelining: 1,
      // The exchange has one timer for all its phases.
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: options.keepAliveMs,
      connect: (target, callback) => {
        const { hostname, protocol, port, servername } = target;
        const times: DialTimes = { startedAt: performance.now(), foundAt: null, connectedAt: null, securedAt: null };
        this.#exchange?.dialled(times);
        this.#requestsOnSocket = 0;
        this.remoteAddress = null;
        this.#socket = dial(
          {
            protocol,
            hostname,
            port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
            servername: servername === undefined || servername === '' ? null : servername,
            mustBeLoopback: options.mustBeLoopback,
            lookup: options.lookup,
            proxy: options.proxy,
            trust: options.trust,
            session: options.sessions.latest,
            onSession: (session) => {
              options.sessions.latest = session;
            },
          },
          times,
          (error, socket) => {
            if (error !== null) {
              callback(error, null);
              return;
            }
            callback(null, socket);
          },
        );
        // Also of one that fails in the TLS handshake.
        this.#socket.once('connect', () => {
          this.remoteAddress = this.#dialledAddress();
        });
      },
    });
  }

  dispatch(exchange: CarriedExchange): void {
    this.#exchange = exchange;
    this.#startTimer(exchange.timeoutMs);
    const { request, path, headers } = exchange;
    this.#client.dispatch({ method: request.method, path, headers: headers.forClient, body: request.body }, exchange);
  }

  /** Left running when the request is over: it then finds none, or is started again by the next. */
  #startTimer(timeoutMs: number): void {
    if (this.#timer !== null && timeoutMs === this.#timeoutMs) {
      this.#timer.refresh();
      return;
    }
    clearTimeout(this.#timer ?? undefined);
    this.#timeoutMs = timeoutMs;
    // A request under way keeps the process alive by its socket.
    this.#timer = setTimeout(() => this.#exchange?.endLate(), timeoutMs).unref();
  }

  #dialledAddress(): string | null {
    const address = this.#socket === null ? null : addressOf(this.#socket);
    return address === null || this.#options.proxy === null ? address : `via ${address}`;
  }

  /** The request is about to be written; true when the socket has carried one before. */
  beginRequest(): boolean {
    this.#requestsOnSocket += 1;
    return this.#requestsOnSocket > 1;
  }

  /** The response is complete: the connection may take the next request. */
  release(): void {
    this.#exchange = null;
    this.#options.onRelease(this);
  }

  /** Ends the connection, a dialling one included. */
  discard(): void {
    this.#exchange = null;
    clearTimeout(this.#timer ?? undefined);
    this.#socket?.destroy();
    this.#client.destroy().catch(() => {});
    this.#options.onDiscard(this);
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer ?? undefined);
    this.#socket?.destroy();
    await this.#client.destroy();
  }
}

function addressOf({ remoteAddress, remotePort, remoteFamily }: Socket): string | null {
  if (remoteAddress === undefined) return null;
  return remoteFamily === 'IPv6' ? `[${remoteAddress}]:${remotePort}` : `${remoteAddress}:${remotePort}`;
}
