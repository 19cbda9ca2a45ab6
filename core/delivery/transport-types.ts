import type { LookupFunction } from 'node:net';
import type { AttemptOutcome, AttemptTimings, DeliveryPolicy, HeaderPair, RenderedRequest } from '../model/index.ts';
import type { FindProxy } from './proxy.ts';
import type { Trust } from './trust.ts';

export interface TransportOptions {
  /** Sent as `user-agent` when the request has none, such as `hookbench/0.1.0`. */
  userAgent: string;
  /** Connections to one origin at once, each with one request at a time. */
  connectionsPerOrigin: number;
  /** Whose certificates are accepted; those of the authorities that the runtime trusts when absent. */
  trust?: Trust;
  /** Which origins are reached by way of a proxy; none when absent. */
  findProxy?: FindProxy;
  /** Name look-up; the system's when absent. */
  lookup?: LookupFunction;
  /** Milliseconds an idle connection is kept. */
  keepAliveMs?: number;
}

export interface SendOptions {
  /** From the first byte (or the start of connecting) to the end of the response; waiting in the queue does not count. */
  timeoutMs: number;
  plainHttp: DeliveryPolicy['plainHttp'];
  signal: AbortSignal;
}

/** One HTTP exchange, whatever became of it. */
export interface Exchange {
  outcome: AttemptOutcome;
  timings: AttemptTimings;
  /** `address:port` that was dialled, `via address:port` where that is a proxy; null when no connection came about. */
  remoteAddress: string | null;
  /** Null when no connection came about. */
  isSocketReused: boolean | null;
  /** Every header in the order and spelling of the wire; the request's own when no connection was tried. */
  requestHeaders: HeaderPair[];
  durationMs: number;
}

export interface Transport {
  /** Never rejects: a failure is an outcome. Redirects are not followed. */
  send(request: RenderedRequest, options: SendOptions): Promise<Exchange>;
  /** Ends idle connections and aborts what is under way. */
  close(): Promise<void>;
}
