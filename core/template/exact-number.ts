import { Drop } from 'liquidjs';
import { type JsonValue, spellingIn } from '../model/index.ts';

/**
 * A number of the data that was spelled in a way JavaScript would not (`1.00`, 9007199254740993): prints as it was
 * spelled, and is an ordinary number to everything that calculates or compares.
 */
export class ExactNumber extends Drop {
  readonly #spelling: string;

  constructor(spelling: string) {
    super();
    this.#spelling = spelling;
  }

  override valueOf(): number {
    return Number(this.#spelling);
  }

  override toString(): string {
    return this.#spelling;
  }

  /** For `JSON.stringify` of a list that a filter made; `| json` of the number itself writes the spelling. */
  toJSON(): JsonValue {
    return this.valueOf();
  }
}

/** A number read from an object or list of the data, with its spelling when it has one. */
export function exactNumberIn(holder: object, key: string | number, value: number): number | ExactNumber {
  const spelling = spellingIn(holder, key);
  return spelling === undefined ? value : new ExactNumber(spelling);
}

/** Items of a list, numbers with their spellings. */
export function exactItems(items: readonly unknown[]): unknown[] {
  return items.map((item, index) => (typeof item === 'number' ? exactNumberIn(items, index, item) : item));
}
