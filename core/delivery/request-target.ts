import { isIP } from 'node:net';
import { type DeliveryPolicy, requestUrlProblem } from '../model/index.ts';
import { isLoopbackAddress, isMetadataAddress, isMetadataName } from './address-rules.ts';
import { TransportError } from './transport-error.ts';

export interface RequestTarget {
  /** Such as `https://example.com:8443`. */
  origin: string;
  /** Host and port as in the `host` header. */
  host: string;
  /** Path and query. */
  path: string;
  /** True when the address, once looked up, must be one of this machine. */
  mustBeLoopback: boolean;
}

/** Where a rendered URL leads, or why it may not be called. */
export function targetOf(url: string, plainHttp: DeliveryPolicy['plainHttp']): RequestTarget | TransportError {
  const problem = requestUrlProblem(url);
  if (problem !== null) return new TransportError('HOOKBENCH_INVALID_URL', problem);
  if (!URL.canParse(url)) return new TransportError('HOOKBENCH_INVALID_URL', `"${url}" is not an absolute URL.`);
  const { protocol, origin, hostname, host, pathname, search } = new URL(url);
  if (isMetadataAddress(hostname) || isMetadataName(hostname)) return metadataBlock(hostname);
  const target = { origin, host, path: `${pathname}${search}`, mustBeLoopback: false };
  if (protocol === 'https:' || plainHttp === 'always') return target;
  if (plainHttp === 'never') return blocked('The policy calls https URLs only, and this one is plain http.');
  // A name is judged by its address once that is known.
  const isAddress = isIP(hostname) !== 0 || hostname.startsWith('[');
  return isAddress && !isLoopbackAddress(hostname) ? notLoopbackBlock(hostname) : { ...target, mustBeLoopback: true };
}

/** Why a policy will not call a URL, as far as the URL tells by itself; null = it may. */
export function callProblem(url: string, { plainHttp }: Pick<DeliveryPolicy, 'plainHttp'>): string | null {
  const target = targetOf(url, plainHttp);
  return target instanceof TransportError ? target.message : null;
}

/** Judges an address that a name was found to have; null = it may be dialled. */
export function addressProblem(address: string, mustBeLoopback: boolean): TransportError | null {
  if (isMetadataAddress(address)) return metadataBlock(address);
  return mustBeLoopback && !isLoopbackAddress(address) ? notLoopbackBlock(address) : null;
}

function metadataBlock(address: string): TransportError {
  return blocked(`${address} is a cloud metadata address, which no webhook may call.`);
}

function notLoopbackBlock(address: string): TransportError {
  return blocked(`The policy calls plain http on this machine only, and ${address} is another one.`);
}

function blocked(message: string): TransportError {
  return new TransportError('HOOKBENCH_BLOCKED', message);
}
