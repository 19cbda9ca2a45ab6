import { ownHeaders } from '../../delivery/index.ts';
import type { AttemptRecord, RenderedRequest, RequestChanges } from '../../model/index.ts';

/**
 * The request of a logged attempt as it is to be sent again: as it was but for the changes. What the client writes by
 * itself is left out, for it writes it anew, and so are the headers of `without` (lower case). A body that nobody changed
 * is the logged bytes.
 */
export function requestToSend(
  { request }: AttemptRecord,
  changes: RequestChanges,
  userAgent: string,
  without: ReadonlySet<string> = new Set(),
): RenderedRequest {
  const host = URL.canParse(request.url) ? new URL(request.url).host : '';
  const headers = changes.headers ?? ownHeaders(request.headers, host, userAgent);
  return {
    method: changes.method ?? request.method,
    url: changes.url ?? request.url,
    headers: headers.filter(([name]) => !without.has(name.toLowerCase())),
    body: changes.body === undefined ? request.body : new TextEncoder().encode(changes.body),
  };
}
