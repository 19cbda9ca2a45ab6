import type { Transport, TransportOptions } from './transport-types.ts';
export function createTransport(_options: TransportOptions): Transport {
  throw new Error('to be written');
}
