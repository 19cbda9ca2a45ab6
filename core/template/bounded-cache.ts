/** Keeps the most recently used entries, bounded in number and in the characters of their keys. */
export class BoundedCache<Value> {
  readonly #entries = new Map<string, Value>();
  readonly #maximumEntries: number;
  readonly #maximumCharacters: number;
  #characters = 0;

  constructor(maximumEntries: number, maximumCharacters: number) {
    this.#maximumEntries = maximumEntries;
    this.#maximumCharacters = maximumCharacters;
  }

  get size(): number {
    return this.#entries.size;
  }

  getOrMake(key: string, make: () => Value): Value {
    const known = this.#entries.get(key);
    if (known !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known;
    }
    const value = make();
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
