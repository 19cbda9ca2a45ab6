interface Batch<T> {
  value: T;
  done: Promise<void>;
  settle: { resolve(): void; reject(error: unknown): void };
}

/**
 * One writer: while a write runs, later values wait, and only the last of them is written. A caller's promise settles
 * with the write that carried its value or a later one.
 */
export class WriteQueue<T> {
  readonly #write: (value: T) => Promise<void>;
  #running: Promise<void> | null = null;
  #next: Batch<T> | null = null;

  constructor(write: (value: T) => Promise<void>) {
    this.#write = write;
  }

  get isBusy(): boolean {
    return this.#running !== null;
  }

  /** Whether a value waits for the write under way to end. */
  get hasNext(): boolean {
    return this.#next !== null;
  }

  put(value: T): Promise<void> {
    if (this.#next) this.#next.value = value;
    else this.#next = newBatch(value);
    const { done } = this.#next;
    this.#running ??= this.#run();
    return done;
  }

  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    // Puts of the same turn join the first write.
    await Promise.resolve();
    for (let batch = this.#next; batch; batch = this.#next) {
      this.#next = null;
      try {
        await this.#write(batch.value);
        batch.settle.resolve();
      } catch (error) {
        batch.settle.reject(error);
      }
    }
    this.#running = null;
  }
}

function newBatch<T>(value: T): Batch<T> {
  let settle: Batch<T>['settle'] | undefined;
  const done = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  if (!settle) throw new Error('A promise runs its executor at once.');
  return { value, done, settle };
}
