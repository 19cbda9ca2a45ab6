/** So many chunks are made one: a body that comes byte by byte would cost a buffer, hundreds of bytes, for each of them. */
const chunksPerPiece = 1024;

/** The chunks of one body, in the order they came. */
export interface BodyChunks {
  add(chunk: Buffer): void;
  /** A copy even when it is one chunk: a chunk would keep the socket's whole read buffer alive. */
  joined(): Buffer;
  clear(): void;
}

export function createBodyChunks(): BodyChunks {
  let pieces: Buffer[] = [];
  let chunks: Buffer[] = [];
  return {
    add(chunk) {
      chunks.push(chunk);
      if (chunks.length < chunksPerPiece) return;
      pieces.push(Buffer.concat(chunks));
      chunks = [];
    },
    joined() {
      const [first] = chunks;
      if (pieces.length === 0 && chunks.length === 1 && first !== undefined) return Buffer.from(first);
      return Buffer.concat([...pieces, ...chunks]);
    },
    clear() {
      pieces = [];
      chunks = [];
    },
  };
}
