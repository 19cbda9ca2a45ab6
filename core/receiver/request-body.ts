import type { IncomingMessage } from 'node:http';
import { type ByteChunks, type ByteRoom, createByteChunks } from '../model/index.ts';

/** A longer body is answered with 413 and not kept. */
export const maxBodyBytes = 32 * 1024 * 1024;
/** What the bodies that are being read may hold together, over all receivers: four of the longest. */
export const maxBodiesUnderWayBytes = 4 * maxBodyBytes;
/** A body that is not kept is read on, so that the sender gets to see why, but not for ever. */
const maxDrainedBytes = 8 * maxBodyBytes;
const noBytes = new Uint8Array();

export type BodyOutcome =
  /** A body that came in one piece lies where the socket was read into: to be copied before it is kept. */
  | { kind: 'complete'; body: Uint8Array }
  /** Longer than `maxBodyBytes`. */
  | { kind: 'too-large'; sizeBytes: number }
  /** While it came, the bodies under way of all receivers filled the room for them. */
  | { kind: 'no-room'; sizeBytes: number }
  /** The sender went away, or sent without end: there is nobody to answer. */
  | { kind: 'aborted' };

/** Reads a request's body to its end. `done` is called once; callbacks because a promise per request costs speed. */
export function readBody(request: IncomingMessage, room: ByteRoom, done: (outcome: BodyOutcome) => void): void {
  /** Most bodies come whole: the first chunk is kept by itself. */
  let first: Buffer | null = null;
  let chunks: ByteChunks | null = null;
  let sizeBytes = 0;
  let heldBytes = 0;
  let isKept = true;
  let isDone = false;

  function keep(chunk: Buffer): void {
    heldBytes += chunk.length;
    if (first === null) {
      first = chunk;
      return;
    }
    if (chunks === null) {
      chunks = createByteChunks(Buffer.concat);
      chunks.add(first);
    }
    chunks.add(chunk);
  }

  function letGo(): void {
    room.give(heldBytes);
    heldBytes = 0;
    isKept = false;
    first = null;
    chunks = null;
  }

  function finish(outcome: BodyOutcome): void {
    if (isDone) return;
    isDone = true;
    letGo();
    done(outcome);
  }

  request.on('data', (chunk: Buffer) => {
    sizeBytes += chunk.length;
    if (isKept) {
      if (sizeBytes <= maxBodyBytes && room.take(chunk.length)) {
        keep(chunk);
        return;
      }
      letGo();
    }
    if (sizeBytes > maxDrainedBytes) request.destroy();
  });
  request.on('end', () => {
    if (sizeBytes > maxBodyBytes) finish({ kind: 'too-large', sizeBytes });
    else if (!isKept) finish({ kind: 'no-room', sizeBytes });
    else finish({ kind: 'complete', body: chunks?.joined() ?? first ?? noBytes });
  });
  request.on('error', () => finish({ kind: 'aborted' }));
  request.on('close', () => finish({ kind: 'aborted' }));
}
