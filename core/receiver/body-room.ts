/** What the bodies that are being read may hold together, over all receivers: four of the longest. */
export const maxBodiesUnderWayBytes = 128 * 1024 * 1024;

/** Counts the bytes of bodies under way, whoever reads them. */
export interface BodyRoom {
  /** False when they no longer fit; nothing has been taken then. */
  take(sizeBytes: number): boolean;
  give(sizeBytes: number): void;
}

export function createBodyRoom(limitBytes = maxBodiesUnderWayBytes): BodyRoom {
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
