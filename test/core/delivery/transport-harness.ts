import type { LookupFunction } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Exchange } from '../../../core/delivery/index.ts';
import {
  createTransport,
  type SendOptions,
  type Transport,
  type TransportOptions,
} from '../../../core/delivery/index.ts';
import type { DeliveryFailure, RenderedRequest } from '../../../core/model/index.ts';

export function testTransport(options: Partial<TransportOptions> = {}): Transport {
  const transport = createTransport({ userAgent: 'hookbench/test', connectionsPerOrigin: 4, ...options });
  onTestFinished(() => transport.close());
  return transport;
}

export function post(url: string, body = '{"a":1}', headers: RenderedRequest['headers'] = []): RenderedRequest {
  return { method: 'POST', url, headers, body: Buffer.from(body) };
}

export function sending(options: Partial<SendOptions> = {}): SendOptions {
  return { timeoutMs: 10_000, plainHttp: 'loopback', signal: new AbortController().signal, ...options };
}

export function failureOf({ outcome }: Exchange): DeliveryFailure {
  if (outcome.kind !== 'failure') throw new Error(`Expected a failure, got status ${outcome.response.status}`);
  return outcome.failure;
}

export function responseOf({ outcome }: Exchange) {
  if (outcome.kind !== 'response') throw new Error(`Expected a response, got ${JSON.stringify(outcome.failure)}`);
  return outcome.response;
}

/** A name look-up that finds these addresses for every name. */
export function lookupOf(...addresses: string[]): LookupFunction {
  return (_hostname, options, callback) => {
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    const [first] = found;
    process.nextTick(() => {
      if (options.all === true) callback(null, found);
      else callback(null, first?.address ?? '', first?.family);
    });
  };
}
