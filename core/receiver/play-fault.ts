import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { assertNever, responseBodyLimitBytes } from '../model/index.ts';
import type { PreparedFault } from './prepared-answer.ts';
import { wireOf } from './secure-server.ts';

/** Sent by `garbage`: no status line, whatever a parser forgives. */
const noHttp = 'this is not HTTP\r\n\r\n';
/** Stands in for an answer's body that is too short to be cut off. */
const truncatedFillerBytes = 1024;
/** Stands in for an answer without a body that is to be sent slowly: at any sensible rate no sender waits for its end. */
const throttledFillerBytes = 1024 * 1024;
const oversizeBytes = 2 * responseBodyLimitBytes;
/** Far more than any sender takes, and yet an end: what is sent to one that takes all of it is silence then. */
const endlessHeaderBytes = 1024 * 1024;
const filler = Buffer.alloc(64 * 1024, '.');

/** What a sender is told before the fault shows; null = nothing that is a response. */
export function statusBefore({ fault, status }: PreparedFault): number | null {
  switch (fault) {
    case 'truncate':
    case 'throttle':
    case 'oversize':
    case 'endless-headers':
      return status;
    case 'no-answer':
    case 'reset':
    case 'close':
    case 'garbage':
      return null;
    default:
      return assertNever(fault);
  }
}

/**
 * Does to the sender what the fault says. `onDone` is called when nothing more will be done by itself, which is never for
 * `no-answer` and `endless-headers`; whoever calls ends the response when the sender leaves or the receiver stops, and everything here with it.
 */
export function playFault(response: ServerResponse, prepared: PreparedFault, onDone: () => void): void {
  const { socket } = response;
  if (response.destroyed) return;
  if (socket === null) {
    // Sent behind another request, whose turn is first.
    response.once('socket', () => playFault(response, prepared, onDone));
    return;
  }
  switch (prepared.fault) {
    case 'no-answer':
      return;
    case 'reset':
      onDone();
      wireOf(socket).resetAndDestroy();
      return;
    case 'close':
      onDone();
      socket.destroySoon();
      return;
    case 'garbage':
      onDone();
      // Past the response, which would make HTTP of it.
      socket.write(noHttp);
      socket.destroySoon();
      return;
    case 'truncate': {
      const body = prepared.body.length < 2 ? filler.subarray(0, truncatedFillerBytes) : prepared.body;
      writeHead(response, prepared, body.length);
      response.write(body.subarray(0, Math.floor(body.length / 2)));
      onDone();
      socket.destroySoon();
      return;
    }
    case 'throttle':
      throttle(response, prepared, onDone);
      return;
    case 'oversize':
      writeOversize(response, prepared, onDone);
      return;
    case 'endless-headers':
      writeEndlessHeaders(socket, prepared);
      return;
    default:
      assertNever(prepared.fault);
  }
}

function writeHead(response: ServerResponse, { status, headers }: PreparedFault, sizeBytes: number): void {
  response.writeHead(status, [...headers, 'Content-Length', String(sizeBytes)]);
  response.flushHeaders();
}

/** At most ten times a second, each time what is due by then. */
function throttle(response: ServerResponse, prepared: PreparedFault, onDone: () => void): void {
  const { body, bytesPerSecond } = prepared;
  const sizeBytes = body.length === 0 ? throttledFillerBytes : body.length;
  const tickMs = Math.max(100, 1000 / bytesPerSecond);
  let ticks = 0;
  let sentBytes = 0;
  writeHead(response, prepared, sizeBytes);
  const timer = setInterval(() => {
    // A sender that reads more slowly still is waited for.
    if (response.writableNeedDrain) return;
    ticks += 1;
    const dueBytes = Math.min(sizeBytes, Math.round((ticks * tickMs * bytesPerSecond) / 1000));
    for (; sentBytes < dueBytes; ) {
      const chunk = body.length === 0 ? filler.subarray(0, dueBytes - sentBytes) : body.subarray(sentBytes, dueBytes);
      response.write(chunk);
      sentBytes += chunk.length;
    }
    if (sentBytes < sizeBytes) return;
    clearInterval(timer);
    response.end();
    onDone();
  }, tickMs);
  response.on('close', () => clearInterval(timer));
}

function writeOversize(response: ServerResponse, prepared: PreparedFault, onDone: () => void): void {
  let leftBytes = oversizeBytes;
  writeHead(response, prepared, leftBytes);
  const more = (): void => {
    while (leftBytes > 0 && !response.destroyed) {
      const chunk = filler.subarray(0, leftBytes);
      leftBytes -= chunk.length;
      if (!response.write(chunk)) return;
    }
    if (leftBytes > 0) return;
    response.off('drain', more);
    response.end(onDone);
  };
  response.on('drain', more);
  more();
}

/** Past the response, which would write its head at once and end it. */
function writeEndlessHeaders(socket: Socket, { status }: PreparedFault): void {
  let sentBytes = 0;
  const more = (): void => {
    while (sentBytes < endlessHeaderBytes && !socket.destroyed) {
      const line = `X-Endless: ${'.'.repeat(1024)}\r\n`;
      sentBytes += line.length;
      if (!socket.write(line)) return;
    }
    socket.off('drain', more);
  };
  socket.on('drain', more);
  socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n`);
  more();
}
