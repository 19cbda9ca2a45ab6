/** Slots per entry of the index, at least: fewer make searches long. */
const slotsPerEntry = 2;
const smallest = 16;

/**
 * A growing table key → text, packed into one block of UTF-8 with an index of offsets beside it: 100,000 entries take
 * their bytes and 16 more each, and nothing that a garbage collector would have to walk. Entries are never changed.
 * Keys and texts must be well-formed Unicode.
 */
export class PackedTexts {
  #bytes: Buffer;
  #usedBytes = 0;
  /** Where each entry's key and text end; an entry begins where the one before ends. */
  #ends = new Uint32Array(2 * smallest);
  /** Hash table of places: place + 1, 0 = free. Open addressing, linear probing. */
  #slots = new Uint32Array(slotsPerEntry * smallest);
  #size = 0;
  #isSorted = true;

  /** `expectedBytes`: what keys and texts will take together, as far as that is known. */
  constructor(expectedBytes: number) {
    this.#bytes = Buffer.allocUnsafeSlow(expectedBytes);
  }

  get size(): number {
    return this.#size;
  }

  /** Whether the keys were added in code unit order. */
  get isSorted(): boolean {
    return this.#isSorted;
  }

  /** Adds an entry whose key is not there yet. */
  add(key: string, text: string): void {
    if (this.#isSorted && this.#size > 0 && key <= this.keyAt(this.#size - 1)) this.#isSorted = false;
    if (this.#size * 2 === this.#ends.length) this.#growIndex();
    // A UTF-16 unit takes three bytes at most.
    this.#reserve(3 * (key.length + text.length));
    const place = this.#size;
    this.#size += 1;
    this.#usedBytes += this.#bytes.write(key, this.#usedBytes);
    this.#ends[2 * place] = this.#usedBytes;
    this.#usedBytes += this.#bytes.write(text, this.#usedBytes);
    this.#ends[2 * place + 1] = this.#usedBytes;
    this.#enter(place, hashOf(key));
  }

  /** Place of a key; -1 = it is not there. */
  find(key: string): number {
    const mask = this.#slots.length - 1;
    for (let slot = hashOf(key) & mask; ; slot = (slot + 1) & mask) {
      const place = (this.#slots[slot] ?? 0) - 1;
      if (place < 0 || this.keyAt(place) === key) return place;
    }
  }

  keyAt(place: number): string {
    return this.#bytes.toString('utf8', place === 0 ? 0 : this.#ends[2 * place - 1], this.#ends[2 * place]);
  }

  textAt(place: number): string {
    return this.#bytes.toString('utf8', this.#ends[2 * place], this.#ends[2 * place + 1]);
  }

  #enter(place: number, hash: number): void {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = place + 1;
  }

  #growIndex(): void {
    const ends = new Uint32Array(2 * Math.max(smallest, 2 * this.#size));
    ends.set(this.#ends);
    this.#ends = ends;
    this.#slots = new Uint32Array(powerOfTwo(slotsPerEntry * ends.length * 0.5));
    for (let place = 0; place < this.#size; place += 1) this.#enter(place, hashOf(this.keyAt(place)));
  }

  #reserve(sizeBytes: number): void {
    const needed = this.#usedBytes + sizeBytes;
    if (needed <= this.#bytes.length) return;
    const bytes = Buffer.allocUnsafeSlow(Math.max(needed, Math.ceil(1.5 * this.#bytes.length)));
    this.#bytes.copy(bytes, 0, 0, this.#usedBytes);
    this.#bytes = bytes;
  }
}

/** FNV-1a over UTF-16 units. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

function powerOfTwo(atLeast: number): number {
  let power = 1;
  while (power < atLeast) power *= 2;
  return power;
}
