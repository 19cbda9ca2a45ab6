import {
  type ByteRoom,
  createByteChunks,
  createByteRoom,
  DuplicateNameError,
  type JsonValue,
  readExactJson,
} from '../model/index.ts';
import { ApiError } from './api-error.ts';
import { isNestedTooDeep, maxNesting } from './nesting.ts';

/** Of a trigger's whole payload (knock.md 2.1); other calls need less. */
export const maxBodyBytes = 10 * 1024 * 1024;
/** What the bodies that are being read may hold together. */
const maxBodiesUnderWayBytes = 8 * maxBodyBytes;
/** Who sends more than this on top is cut off. */
const maxDiscardedBytes = 64 * 1024 * 1024;

/** The one refusal that passes by itself: the same call may be answered a moment later. */
export const overloaded = 'overloaded';

export function createBodyRoom(): ByteRoom {
  return createByteRoom(maxBodiesUnderWayBytes);
}

/** Reads a request's body as JSON with its numbers as they are spelled. Throws 400 for what is not JSON, 413 for too much, 503 for too much at once. */
export async function readJsonBody(request: Request, room: ByteRoom): Promise<JsonValue> {
  const bytes = await readBytes(request, room);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ApiError(400, 'invalid_json', 'The body is not UTF-8 text.');
  }
  if (text.trim() === '') throw new ApiError(400, 'invalid_json', 'This call needs a JSON body, and it is empty.');
  let value: JsonValue;
  try {
    value = readExactJson(text);
  } catch (error) {
    const why = error instanceof DuplicateNameError || error instanceof SyntaxError ? error.message : String(error);
    throw new ApiError(400, 'invalid_json', `The body is not JSON that can be used: ${why}`);
  }
  if (isNestedTooDeep(value)) {
    throw new ApiError(400, 'invalid_json', `The body is nested more than ${maxNesting} levels deep.`);
  }
  return value;
}

/** Its caller is gone, or too slow: the time in which a call has to come is over. */
export function incompleteRequest(): ApiError {
  const message = 'The call did not come whole: its caller ended it, or sent it too slowly. Nothing was done.';
  return new ApiError(408, 'request_incomplete', message);
}

/** Gives up at the limit; what is behind it is left to `discardBody`. */
async function readBytes({ body }: Request, room: ByteRoom): Promise<Uint8Array> {
  const chunks = createByteChunks(Buffer.concat);
  let sizeBytes = 0;
  let heldBytes = 0;
  try {
    // Cancelling the stream would end the connection, and with it the answer.
    for await (const chunk of body?.values({ preventCancel: true }) ?? []) {
      sizeBytes += chunk.byteLength;
      if (sizeBytes > maxBodyBytes || !room.take(chunk.byteLength)) break;
      heldBytes += chunk.byteLength;
      chunks.add(chunk);
    }
  } catch {
    throw incompleteRequest();
  } finally {
    room.give(heldBytes);
  }
  if (sizeBytes > maxBodyBytes) {
    throw new ApiError(413, 'payload_too_large', `The body is larger than ${maxBodyBytes / 1024 / 1024} MB.`);
  }
  if (sizeBytes > heldBytes) {
    const most = `${maxBodiesUnderWayBytes / 1024 / 1024} MB of bodies at once`;
    throw new ApiError(503, overloaded, `The API was reading ${most}, as much as it may. Call again in a moment.`);
  }
  return chunks.joined();
}

/**
 * Reads what a refusal left of the body. A caller that is answered while it still sends would see a broken connection
 * instead of the answer, or on its next call.
 */
export async function discardBody({ body }: Request): Promise<void> {
  let sizeBytes = 0;
  try {
    for await (const chunk of body?.values() ?? []) {
      sizeBytes += chunk.byteLength;
      if (sizeBytes > maxDiscardedBytes) break;
    }
  } catch {
    // The caller is gone, and nobody waits for the answer.
  }
}
