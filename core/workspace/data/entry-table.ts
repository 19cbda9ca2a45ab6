import { PackedTexts } from './packed-texts.ts';

const pairSeparator = '\u0000';
const halfCharacter = /\p{Surrogate}/u;

/** Keys in code unit order. */
export interface KeyList extends Iterable<string> {
  readonly length: number;
  /** Undefined past the end. */
  at(index: number): string | undefined;
}

/**
 * Records of one data file: key → JSON text, parsed only when somebody asks. What was read from the file is packed;
 * changes to it are kept beside. In a file of pairs the two keys are joined by a NUL, which sorts before everything else.
 */
export class EntryTable {
  readonly #packed: PackedTexts;
  /** What is not as packed; undefined = removed. */
  readonly #changes = new Map<string, string | undefined>();
  #size = 0;
  #keys: KeyList | null = null;

  /** `expectedBytes`: size of the file it will be read from; it need not be exact. */
  constructor(expectedBytes = 0) {
    this.#packed = new PackedTexts(expectedBytes);
  }

  get size(): number {
    return this.#size;
  }

  has(key: string): boolean {
    return this.#changes.has(key) ? this.#changes.get(key) !== undefined : this.#packed.find(key) >= 0;
  }

  get(key: string): string | undefined {
    if (this.#changes.size > 0 && this.#changes.has(key)) return this.#changes.get(key);
    const place = this.#packed.find(key);
    return place < 0 ? undefined : this.#packed.textAt(place);
  }

  set(key: string, text: string): void {
    if (!this.has(key)) {
      this.#size += 1;
      this.#keys = null;
    }
    // An escape such as "\ud800" can make a key that UTF-8 cannot hold.
    if (this.#changes.has(key) || this.#packed.find(key) >= 0 || halfCharacter.test(key)) this.#changes.set(key, text);
    else this.#packed.add(key, text);
  }

  delete(key: string): void {
    if (!this.has(key)) return;
    this.#size -= 1;
    this.#keys = null;
    if (this.#packed.find(key) >= 0) this.#changes.set(key, undefined);
    else this.#changes.delete(key);
  }

  /** In code unit order. The list is never changed afterwards, so it may be walked while others write. */
  keys(): KeyList {
    this.#keys ??= this.#listKeys();
    return this.#keys;
  }

  isEqualTo(other: EntryTable): boolean {
    if (this.size !== other.size) return false;
    for (const key of this.keys()) if (other.get(key) !== this.get(key)) return false;
    return true;
  }

  #listKeys(): KeyList {
    if (this.#packed.isSorted && this.#size === this.#packed.size && this.#changes.size === 0) {
      return packedKeys(this.#packed, this.#size);
    }
    const keys: string[] = [];
    for (let place = 0; place < this.#packed.size; place += 1) {
      const key = this.#packed.keyAt(place);
      if (!this.#changes.has(key)) keys.push(key);
    }
    for (const [key, text] of this.#changes) if (text !== undefined) keys.push(key);
    return keys.sort();
  }
}

/** The first `length` keys, which stay as they are whatever is added. */
function packedKeys(packed: PackedTexts, length: number): KeyList {
  return {
    length,
    at: (index) => (index < length ? packed.keyAt(index) : undefined),
    *[Symbol.iterator]() {
      for (let index = 0; index < length; index += 1) yield packed.keyAt(index);
    },
  };
}

export function pairKey(first: string, second: string): string {
  return first + pairSeparator + second;
}

export function splitPairKey(key: string): [first: string, second: string] {
  const at = key.indexOf(pairSeparator);
  return [key.slice(0, at), key.slice(at + 1)];
}

/** Whether a pair has this first key. */
export function isPairOf(pair: string, first: string): boolean {
  return pair.charCodeAt(first.length) === 0 && pair.startsWith(first);
}

/** Smallest text that sorts behind every pair with this first key. */
export function behindPairsOf(first: string): string {
  return `${first}\u0001`;
}

/** First place in sorted `keys` whose key is not below `bound`. */
export function lowerBound(keys: KeyList, bound: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys.at(middle) ?? '') < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
