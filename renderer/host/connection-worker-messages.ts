/** What the page says to the worker that holds its connection to the engine. */
export type WorkerRequest =
  /** Opens a WebSocket. */
  | { kind: 'open'; address: string; memory: SharedArrayBuffer }
  /** Takes over a port to the engine, which comes along in the transfer list. */
  | { kind: 'adopt'; port: MessagePort; memory: SharedArrayBuffer }
  | { kind: 'send'; text: string }
  | { kind: 'close' };

/** What the worker says; every message of the engine, in order, with its number. Of a long one it has read the text already. */
export type WorkerAnswer =
  | { kind: 'opened' }
  | { kind: 'message'; number: number; text: string }
  | { kind: 'read-message'; number: number; message: unknown }
  | { kind: 'closed' };
