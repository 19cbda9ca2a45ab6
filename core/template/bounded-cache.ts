/** Keeps the most recently used entries, bounded in number and in the characters of their keys. */
export class BoundedCache<Value> {
  readonly #entries = new Map<string, Value>();
  readonly #maximumEntries: number;
  readonly #maximumCharacters: number;
  readonly #ownKey: (key: string) => string;
  #characters = 0;

  /** @param ownKey the key as it is kept and given to `make`: a part of a long text would keep all of it in memory. */
  constructor(maximumEntries: number, maximumCharacters: number, ownKey = (key: string) => key) {
    this.#maximumEntries = maximumEntries;
    this.#maximumCharacters = maximumCharacters;
    this.#ownKey = ownKey;
  }

  get size(): number {
    return this.#entries.size;
  }

  getOrMake(wanted: string, make: (key: string) => Value): Value {
    const known = this.#entries.get(wanted);
    if (known !== undefined) {
      this.#entries.delete(wanted);
      this.#entries.set(wanted, known);
      return known;
    }
    const key = this.#ownKey(wanted);
    const value = make(key);
    this.#entries.set(key, value);
    this.#characters += key.length;
    for (const oldest of this.#entries.keys()) {
      const isFull = this.#entries.size > this.#maximumEntries || this.#characters > this.#maximumCharacters;
      if (!isFull || oldest === key) break;
      this.#entries.delete(oldest);
      this.#characters -= oldest.length;
    }
    return value;
  }

  clear(): void {
    this.#entries.clear();
    this.#characters = 0;
  }
}
