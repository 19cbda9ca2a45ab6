/** Counts the bytes that several hold at once, against one limit over all of them. */
export interface ByteRoom {
  /** False when they no longer fit; nothing has been taken then. */
  take(sizeBytes: number): boolean;
  give(sizeBytes: number): void;
}

export function createByteRoom(limitBytes: number): ByteRoom {
  let heldBytes = 0;
  return {
    take(sizeBytes) {
      if (heldBytes + sizeBytes > limitBytes) return false;
      heldBytes += sizeBytes;
      return true;
    },
    give(sizeBytes) {
      heldBytes -= sizeBytes;
    },
  };
}
