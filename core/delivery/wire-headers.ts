import type { HeaderPair, RenderedRequest } from '../model/index.ts';

export interface WireHeaders {
  /** As undici writes them: host, connection, the request's own in their order and spelling, content-length. */
  sent: HeaderPair[];
  /** What undici is given, names and values in turn. */
  forClient: string[];
}

/** Methods for which undici announces even an empty body. */
const methodsWithBody = new Set(['POST', 'PUT', 'PATCH']);

/**
 * The headers of a request in full. undici writes `host`, `connection` and `content-length` itself, in lower case and at
 * these places, whatever their spelling and place in the request; a test compares this list with the bytes on the wire.
 */
export function wireHeaders(request: RenderedRequest, host: string, userAgent: string): WireHeaders {
  const sent: HeaderPair[] = [
    ['host', host],
    ['connection', 'keep-alive'],
  ];
  const forClient: string[] = [];
  let ownHost: string | null = null;
  let hasUserAgent = false;
  for (const pair of request.headers) {
    const [name, value] = pair;
    switch (name.length) {
      case 4:
        if (name.toLowerCase() === 'host') {
          ownHost = value;
          continue;
        }
        break;
      case 10: {
        const lowered = name.toLowerCase();
        if (lowered === 'connection') {
          forClient.push(name, value);
          if (/(?:^|,)\s*close\s*(?:,|$)/i.test(value)) sent[1] = ['connection', 'close'];
          continue;
        }
        if (lowered === 'user-agent') hasUserAgent = true;
        break;
      }
      case 14:
        // The length is that of the body, whatever is written: a wrong one would keep the request from being sent.
        if (name.toLowerCase() === 'content-length') continue;
        break;
    }
    sent.push(pair);
    forClient.push(name, value);
  }
  if (ownHost !== null) {
    // Of several the last one: a request has one host.
    sent[0] = ['host', ownHost];
    forClient.push('host', ownHost);
  }
  if (!hasUserAgent) {
    sent.push(['user-agent', userAgent]);
    forClient.push('user-agent', userAgent);
  }
  const size = request.body.byteLength;
  if (size > 0 || methodsWithBody.has(request.method)) sent.push(['content-length', String(size)]);
  return { sent, forClient };
}

/**
 * The inverse, for a request that is sent again: what was sent without what the client writes by itself, which is written
 * anew. A `host` of its own stays, and so does a `user-agent` that is not this client's.
 */
export function ownHeaders(sent: readonly HeaderPair[], host: string, userAgent: string): HeaderPair[] {
  return sent.filter(([name, value]) => {
    switch (name.toLowerCase()) {
      case 'host':
        return value !== host;
      case 'connection':
        return value !== 'keep-alive';
      case 'user-agent':
        return value !== userAgent;
      default:
        return name.toLowerCase() !== 'content-length';
    }
  });
}
