import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Why a request is refused: status and one sentence. */
export interface Refusal {
  status: 403 | 404;
  message: string;
}

/**
 * Refuses requests that do not come from this machine's own page. The Host header is what defeats DNS rebinding: a
 * foreign name that resolves to 127.0.0.1 arrives with the foreign name. An Origin, when there is one (browsers send it
 * with every WebSocket), must be this server's own.
 */
export function refuseForeign(request: IncomingMessage, port: number): Refusal | null {
  const { host, origin } = request.headers;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (host === undefined || !hosts.includes(host.toLowerCase())) {
    return { status: 403, message: 'This server answers to 127.0.0.1 and localhost only.' };
  }
  if (origin !== undefined && !hosts.some((known) => origin.toLowerCase() === `http://${known}`)) {
    return { status: 403, message: 'Requests from other sites are refused.' };
  }
  return null;
}

/** The path on which the engine is reached. */
export const enginePath = '/engine';

/** As `refuseForeign`, and the token must be right. */
export function refuseConnection(request: IncomingMessage, port: number, token: string): Refusal | null {
  const foreign = refuseForeign(request, port);
  if (foreign !== null) return foreign;
  const address = new URL(request.url ?? '/', 'http://localhost');
  if (address.pathname !== enginePath) return { status: 404, message: 'There is nothing here.' };
  if (!isSameText(address.searchParams.get('token') ?? '', token)) {
    return { status: 403, message: 'The token is missing or wrong. Use the address that Hookbench printed.' };
  }
  return null;
}

/** In constant time; the hashes make the lengths equal. */
function isSameText(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
