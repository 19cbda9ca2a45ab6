/** Gives names that are not taken yet: a document may hold a hundred thousand of the same name. */
export class FreeNames {
  readonly #taken: Set<string>;
  /** The count tried last, by name. */
  readonly #counts = new Map<string, number>();

  constructor(taken: Iterable<string> = []) {
    this.#taken = new Set(taken);
  }

  /** The name itself, or with the first free count behind it, such as `task_2`; in all at most `longest` characters. */
  take(name: string, separator: string, longest = Number.POSITIVE_INFINITY): string {
    let free = name;
    let count = this.#counts.get(name) ?? 1;
    while (this.#taken.has(free)) {
      count += 1;
      const end = `${separator}${count}`;
      free = `${name.slice(0, longest - end.length)}${end}`;
    }
    this.#counts.set(name, count);
    this.#taken.add(free);
    return free;
  }
}
