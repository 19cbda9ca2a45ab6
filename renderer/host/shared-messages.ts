/**
 * A few of the newest messages of one worker in memory that its page can read at any moment, such as in the callback of an
 * animation frame, where no event can arrive. Messages that are too long, or were overwritten before they were read, are
 * simply not found here: whoever uses this also sends them another way.
 */
const slotCount = 8;
const slotBytes = 256 * 1024;
/** A longer message is never found here. */
export const sharedLimitBytes = slotBytes;
/** Per slot: a version (odd while it is being written), the message's number, its length in bytes. */
const headerWords = 3;
/** Behind the slots' words: the number of the message that was written last. */
const newestWord = slotCount * headerWords;
const headerBytes = (newestWord + 1) * Int32Array.BYTES_PER_ELEMENT;

export const sharedMessagesBytes = headerBytes + slotCount * slotBytes;

/** `number` counts up from 1 over all messages, kept or not. */
export interface NumberedMessage {
  number: number;
  text: string;
}

/** Only the worker writes. */
export function createMessageWriter(memory: SharedArrayBuffer): (message: NumberedMessage) => void {
  const header = new Int32Array(memory, 0, newestWord + 1);
  const bytes = new Uint8Array(memory, headerBytes);
  const encoder = new TextEncoder();
  return ({ number, text }) => {
    if (text.length > slotBytes) return;
    const encoded = encoder.encode(text);
    if (encoded.byteLength > slotBytes) return;
    const slot = number % slotCount;
    const at = slot * headerWords;
    Atomics.add(header, at, 1);
    bytes.set(encoded, slot * slotBytes);
    Atomics.store(header, at + 1, number);
    Atomics.store(header, at + 2, encoded.byteLength);
    Atomics.add(header, at, 1);
    Atomics.store(header, newestWord, number);
  };
}

export interface MessageReader {
  /** Number of the message that was written last: cheap enough to be asked over and over. */
  newest(): number;
  /** What is newer than `after`, oldest first. */
  since(after: number): NumberedMessage[];
}

export function createMessageReader(memory: SharedArrayBuffer): MessageReader {
  const header = new Int32Array(memory, 0, newestWord + 1);
  const bytes = new Uint8Array(memory, headerBytes);
  const decoder = new TextDecoder();
  const read = (slot: number, after: number): NumberedMessage | null => {
    const at = slot * headerWords;
    const version = Atomics.load(header, at);
    const number = Atomics.load(header, at + 1);
    if (version % 2 !== 0 || number <= after) return null;
    const begin = slot * slotBytes;
    // A copy: text is not decoded from memory that another thread may change.
    const copy = bytes.slice(begin, begin + Atomics.load(header, at + 2));
    return Atomics.load(header, at) === version ? { number, text: decoder.decode(copy) } : null;
  };
  return {
    newest: () => Atomics.load(header, newestWord),
    since: (after) =>
      Array.from({ length: slotCount }, (_, slot) => read(slot, after))
        .filter((message) => message !== null)
        .sort((a, b) => a.number - b.number),
  };
}
