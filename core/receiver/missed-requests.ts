import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { MissedRequest } from '../model/index.ts';

/** What came to a port and is in no receiver's list. */
export interface MissedRequests {
  /** The last one, and how many; null = none. */
  state(): MissedRequest | null;
  add(miss: Omit<MissedRequest, 'count' | 'atMs'>): void;
  clear(): void;
}

/** `onChange` is called after each one. */
export function createMissedRequests(nowMs: () => number, onChange: () => void): MissedRequests {
  let last: MissedRequest | null = null;
  return {
    state: () => last,
    add(miss) {
      last = { ...miss, count: (last?.count ?? 0) + 1, atMs: nowMs() };
      onChange();
    },
    clear() {
      last = null;
    },
  };
}

/** Of a connection that ended for what was sent on it; the request that was being read is part of that. */
const unreadable = new WeakSet<Duplex>();

export function wasUnreadable({ socket }: IncomingMessage): boolean {
  return unreadable.has(socket);
}

/** What Node's server emits `clientError` with. */
type ParseError = Error & { code?: string; rawPacket?: Uint8Array };

const tlsHandshake = 0x16;
const answers: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/**
 * Answers what is no HTTP as Node would by itself, closes the connection, and gives why; null for a connection that was
 * merely closed. Nothing is written where an answer may be under way, which it would spoil.
 */
export function refuseUnreadable(
  error: ParseError,
  socket: Duplex & { bytesWritten?: number },
): MissedRequest['reason'] | null {
  const { code = '' } = error;
  if (socket.writable && socket.bytesWritten === 0 && code !== 'ECONNRESET') {
    socket.write(`HTTP/1.1 ${answers[code] ?? '400 Bad Request'}\r\nConnection: close\r\n\r\n`);
  }
  socket.destroy(error);
  // An end in the middle of a body is the sender's leaving, which is told with the request.
  if (!code.startsWith('HPE_') || code === 'HPE_INVALID_EOF_STATE') return null;
  unreadable.add(socket);
  if (code === 'HPE_HEADER_OVERFLOW') return 'headers-too-large';
  return error.rawPacket?.[0] === tlsHandshake ? 'tls' : 'not-http';
}
