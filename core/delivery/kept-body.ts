import { responseBodyCapBytes } from '../model/index.ts';

const noBytes = new Uint8Array(0);

/** The beginning of a response's body. One array, because a body that comes byte by byte would cost hundreds of bytes for each. */
export class KeptBody {
  #bytes: Uint8Array = noBytes;
  #sizeBytes = 0;

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** Copies of the chunk what there is room for: the chunk is a view of the socket's buffer, and would keep it alive. */
  add(chunk: Uint8Array): void {
    const added = Math.min(responseBodyCapBytes - this.#sizeBytes, chunk.byteLength);
    if (added <= 0) return;
    const needed = this.#sizeBytes + added;
    if (needed > this.#bytes.byteLength) {
      // As much as the first chunk needs, which is mostly all there is; then twice as much each time.
      const grown = new Uint8Array(Math.min(responseBodyCapBytes, Math.max(needed, 2 * this.#bytes.byteLength)));
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#bytes.set(chunk.subarray(0, added), this.#sizeBytes);
    this.#sizeBytes = needed;
  }

  /** All that was kept, in an array of its own size. */
  whole(): Uint8Array {
    return this.#bytes.byteLength === this.#sizeBytes ? this.#bytes : this.#bytes.slice(0, this.#sizeBytes);
  }
}
