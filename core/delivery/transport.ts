import type { DeliveryPolicy, RenderedRequest } from '../model/index.ts';
import { ActiveExchange } from './active-exchange.ts';
import { classifyFailure } from './classify-failure.ts';
import { createOriginPool, type OriginPool } from './origin-pool.ts';
import { type RequestTarget, targetOf } from './request-target.ts';
import { createSignalRegistry } from './signal-registry.ts';
import { TransportError } from './transport-error.ts';
import type { Exchange, Transport, TransportOptions } from './transport-types.ts';
import { createTrust } from './trust.ts';
import { wireHeaders } from './wire-headers.ts';

const defaultKeepAliveMs = 4000;
/** Past this many origins, pools without work are let go. */
const poolsKept = 512;
/** URLs whose target is remembered: judging one takes as long as signing a request. */
const targetsKept = 1024;

/** HTTP/1.1 over undici, one request per connection at a time, no redirects followed. Connections are kept per origin. */
export function createTransport(options: TransportOptions): Transport {
  const trust = options.trust ?? createTrust({});
  const pools = new Map<string, OriginPool>();
  const underWay = createSignalRegistry((exchange: ActiveExchange) => exchange.fail(abortedError()));
  const targets = new Map<string, RequestTarget | TransportError>();
  let isClosed = false;

  function targetFor(url: string, plainHttp: DeliveryPolicy['plainHttp']): RequestTarget | TransportError {
    const key = `${plainHttp} ${url}`;
    let target = targets.get(key);
    if (target === undefined) {
      target = targetOf(url, plainHttp);
      if (targets.size >= targetsKept) targets.clear();
      targets.set(key, target);
    }
    return target;
  }

  function poolFor(target: RequestTarget): OriginPool | TransportError {
    // Connections that had to lead to this machine are not shared with those that need not.
    const key = target.mustBeLoopback ? `loopback ${target.origin}` : target.origin;
    const known = pools.get(key);
    if (known !== undefined) return known;
    const proxy = target.mustBeLoopback ? null : (options.findProxy?.(target.origin) ?? null);
    if (proxy instanceof TransportError) return proxy;
    if (pools.size >= poolsKept) dropIdlePools(pools);
    const pool = createOriginPool(options.connectionsPerOrigin, {
      origin: target.origin,
      mustBeLoopback: target.mustBeLoopback,
      lookup: options.lookup,
      proxy,
      trust,
      keepAliveMs: options.keepAliveMs ?? defaultKeepAliveMs,
    });
    pools.set(key, pool);
    return pool;
  }

  return {
    send(request, { timeoutMs, plainHttp, signal }) {
      const target = targetFor(request.url, plainHttp);
      if (target instanceof TransportError) return Promise.resolve(unsent(request, target));
      if (signal.aborted || isClosed) return Promise.resolve(unsent(request, abortedError()));
      const pool = poolFor(target);
      if (pool instanceof TransportError) return Promise.resolve(unsent(request, pool));
      return new Promise((resolve) => {
        const headers = wireHeaders(request, target.host, options.userAgent);
        const exchange = new ActiveExchange(request, target.path, headers, timeoutMs, (ended) => {
          underWay.remove(signal, exchange);
          resolve(ended);
        });
        underWay.add(signal, exchange);
        pool.send(exchange);
      });
    },
    async close() {
      isClosed = true;
      underWay.failAll();
      await Promise.all([...pools.values()].map((pool) => pool.close()));
      pools.clear();
    },
  };
}

function dropIdlePools(pools: Map<string, OriginPool>): void {
  for (const [key, pool] of pools) {
    if (!pool.isIdle()) continue;
    pools.delete(key);
    void pool.close().catch(() => {});
  }
}

function abortedError(): TransportError {
  return new TransportError('HOOKBENCH_ABORTED', 'The request was stopped.');
}

/** The exchange that did not take place. */
function unsent(request: RenderedRequest, error: TransportError): Exchange {
  return {
    outcome: { kind: 'failure', failure: classifyFailure(error, 'connecting') },
    timings: {
      queueMs: null,
      dnsMs: null,
      connectMs: null,
      tlsMs: null,
      sendMs: null,
      firstByteMs: null,
      downloadMs: null,
      totalMs: 0,
    },
    remoteAddress: null,
    isSocketReused: null,
    requestHeaders: request.headers,
    durationMs: 0,
  };
}
