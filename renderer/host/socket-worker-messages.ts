/** What the page says to the worker that holds its socket. */
export type SocketWorkerRequest =
  | { kind: 'open'; address: string; memory: SharedArrayBuffer }
  | { kind: 'send'; text: string }
  | { kind: 'close' };

/** What the worker says; every message of the socket, in order, with its number. Of a long one it has read the text already. */
export type SocketWorkerAnswer =
  | { kind: 'opened' }
  | { kind: 'message'; number: number; text: string }
  | { kind: 'read-message'; number: number; message: unknown }
  | { kind: 'closed' };
