import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Requests sent behind one that has not been answered yet, on the same connection. No sender in earnest has so many. */
export const maxWaitingRequests = 1000;

/** Why a connection has been ended from this side. */
class TooManyWaiting extends Error {}

/** The responses that have not got their connection yet, since others are before them. */
const waiting = new WeakMap<Socket, Set<ServerResponse>>();

/**
 * To be called with every request: gives true, and ends the connection, when too many wait on it, since each is held until
 * its turn comes. With the connection end those that wait, which Node tells only of the one whose turn it is.
 */
export function cutOffFlood({ socket }: IncomingMessage, response: ServerResponse): boolean {
  if (response.socket !== null) return false;
  const responses = waiting.get(socket) ?? watch(socket);
  if (responses.size === maxWaitingRequests) {
    socket.destroy(new TooManyWaiting());
    return true;
  }
  responses.add(response);
  response.once('socket', () => responses.delete(response));
  return false;
}

function watch(socket: Socket): Set<ServerResponse> {
  const responses = new Set<ServerResponse>();
  waiting.set(socket, responses);
  socket.once('close', () => {
    for (const response of responses) response.emit('close');
  });
  return responses;
}

export function wasCutOff({ socket }: IncomingMessage): boolean {
  return socket.errored instanceof TooManyWaiting;
}
