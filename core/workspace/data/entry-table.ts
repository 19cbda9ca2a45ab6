const pairSeparator = '\u0000';

/**
 * Records of one data file: key → JSON text, parsed only when somebody asks. 100,000 objects stay one text (entries
 * are slices of it) instead of a million values, and writing the file is joining the slices.
 * In a file of pairs the two keys are joined by a NUL, which sorts before everything else.
 */
export class EntryTable {
  readonly #texts = new Map<string, string>();
  #sorted: readonly string[] | null = [];

  get size(): number {
    return this.#texts.size;
  }

  has(key: string): boolean {
    return this.#texts.has(key);
  }

  get(key: string): string | undefined {
    return this.#texts.get(key);
  }

  set(key: string, text: string): void {
    if (!this.#texts.has(key)) this.#sorted = null;
    this.#texts.set(key, text);
  }

  delete(key: string): void {
    if (this.#texts.delete(key)) this.#sorted = null;
  }

  /** In code unit order. The list is never changed afterwards, so it may be walked while others write. */
  keys(): readonly string[] {
    // Mostly sorted already: the file's order with new keys behind it, which the built-in sort passes in linear time.
    this.#sorted ??= [...this.#texts.keys()].sort();
    return this.#sorted;
  }

  isEqualTo(other: EntryTable): boolean {
    if (this.size !== other.size) return false;
    for (const [key, text] of this.#texts) if (other.get(key) !== text) return false;
    return true;
  }
}

export function pairKey(first: string, second: string): string {
  return first + pairSeparator + second;
}

export function splitPairKey(key: string): [first: string, second: string] {
  const at = key.indexOf(pairSeparator);
  return [key.slice(0, at), key.slice(at + 1)];
}

/** Smallest text that sorts behind every pair with this first key. */
export function behindPairsOf(first: string): string {
  return `${first}\u0001`;
}

/** First place in sorted `keys` whose key is not below `bound`. */
export function lowerBound(keys: readonly string[], bound: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? '') < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
