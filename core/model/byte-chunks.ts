/** So many chunks are made one: bytes that come one by one would cost an array, hundreds of bytes, for each of them. */
const chunksPerPiece = 1024;

/** What comes in chunks, in the order it came. */
export interface ByteChunks {
  add(chunk: Uint8Array): void;
  joined(): Uint8Array;
}

/** `join` makes a copy even of a single chunk. */
export function createByteChunks(join: (parts: readonly Uint8Array[]) => Uint8Array): ByteChunks {
  const pieces: Uint8Array[] = [];
  let chunks: Uint8Array[] = [];
  return {
    add(chunk) {
      chunks.push(chunk);
      if (chunks.length < chunksPerPiece) return;
      pieces.push(join(chunks));
      chunks = [];
    },
    joined: () => join([...pieces, ...chunks]),
  };
}
