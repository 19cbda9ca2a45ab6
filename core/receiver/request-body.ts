import type { IncomingMessage } from 'node:http';

/** A longer body is answered with 413 and not kept. */
export const maxBodyBytes = 32 * 1024 * 1024;
/** A body past `maxBodyBytes` is read on, so that the sender gets to see the 413, but not for ever. */
const maxDrainedBytes = 8 * maxBodyBytes;

export type BodyOutcome =
  | { kind: 'complete'; body: Buffer }
  | { kind: 'too-large'; sizeBytes: number }
  /** The sender went away, or sent without end: there is nobody to answer. */
  | { kind: 'aborted' };

/** Reads a request's body to its end. `done` is called once; callbacks because a promise per request costs speed. */
export function readBody(request: IncomingMessage, done: (outcome: BodyOutcome) => void): void {
  let chunks: Buffer[] = [];
  let sizeBytes = 0;
  let isDone = false;

  function finish(outcome: BodyOutcome): void {
    if (isDone) return;
    isDone = true;
    done(outcome);
  }

  request.on('data', (chunk: Buffer) => {
    sizeBytes += chunk.length;
    if (sizeBytes <= maxBodyBytes) {
      chunks.push(chunk);
      return;
    }
    chunks = [];
    if (sizeBytes > maxDrainedBytes) request.destroy();
  });
  request.on('end', () => {
    if (sizeBytes > maxBodyBytes) finish({ kind: 'too-large', sizeBytes });
    // Copied even when it is one chunk: a chunk would keep the socket's whole read buffer alive.
    else finish({ kind: 'complete', body: chunks.length === 1 ? Buffer.from(chunks[0] ?? '') : Buffer.concat(chunks) });
  });
  request.on('error', () => finish({ kind: 'aborted' }));
  request.on('close', () => finish({ kind: 'aborted' }));
}
