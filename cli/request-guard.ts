import type { IncomingMessage } from 'node:http';
import { foreignRequestProblem, isSameText } from '../core/contract/index.ts';

/** Why a request is refused: status and one sentence. */
export interface Refusal {
  status: 403 | 404;
  message: string;
}

/** Refuses requests that do not come from this machine's own page. */
export function refuseForeign({ headers }: IncomingMessage, port: number): Refusal | null {
  const message = foreignRequestProblem({ host: headers.host, origin: headers.origin }, port);
  return message === null ? null : { status: 403, message };
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
