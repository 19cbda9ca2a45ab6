/** Small bodies lie side by side in buffers of this size: one of its own for each costs more than most bodies are long. */
const sharedBytes = 64 * 1024;
const longestShared = sharedBytes / 8;

/** Takes bodies out of the far larger buffers that they were read into, to be kept. */
export interface BodyStore {
  /** A copy, or the body itself where it has its whole buffer to itself. */
  keep(body: Uint8Array): Uint8Array;
}

export function createBodyStore(): BodyStore {
  let shared = new Uint8Array();
  let used = 0;
  return {
    keep(body) {
      if (body.length > longestShared) return body.length === body.buffer.byteLength ? body : Uint8Array.from(body);
      if (used + body.length > shared.length) {
        shared = new Uint8Array(sharedBytes);
        used = 0;
      }
      const kept = shared.subarray(used, used + body.length);
      kept.set(body);
      used += body.length;
      return kept;
    },
  };
}
