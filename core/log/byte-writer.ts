/** Gathers texts and byte strings in one buffer, which can be handed to another thread whole. */
export interface ByteWriter {
  /** Writes the text as UTF-8; gives its size in bytes. */
  text(text: string): number;
  bytes(bytes: Uint8Array): void;
  /** Where the next byte goes. */
  offset(): number;
  finish(): Uint8Array<ArrayBuffer>;
}

const smallestSize = 16 * 1024;
/** UTF-8 bytes that one UTF-16 code unit takes at most. */
const bytesPerUnit = 3;

/** `expectedBytes`: what will be gathered, as far as that is known; growing means copying. */
export function createByteWriter(expectedBytes = 0): ByteWriter {
  let buffer = Buffer.allocUnsafeSlow(Math.max(smallestSize, expectedBytes));
  let size = 0;

  function makeRoom(more: number): void {
    if (size + more <= buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(buffer.length * 2, size + more));
    larger.set(buffer.subarray(0, size));
    buffer = larger;
  }

  return {
    text(text) {
      makeRoom(text.length * bytesPerUnit);
      const written = buffer.write(text, size);
      size += written;
      return written;
    },
    bytes(bytes) {
      makeRoom(bytes.length);
      buffer.set(bytes, size);
      size += bytes.length;
    },
    offset: () => size,
    finish: () => new Uint8Array(buffer.buffer, 0, size),
  };
}
