import { findingLimit } from '../model/index.ts';
import { outermostCall, type PartialFrame } from './partial-frame.ts';
import type { TextRange } from './text-range.ts';

/** A variable that was read and is not there, with its place in the text of the field or partial. `candidates` are the names that could have been meant. */
export interface UnknownVariable extends TextRange {
  path: string;
  candidates: readonly string[];
  partial: PartialFrame | null;
}

/**
 * The unknown variables of one rendering: each one once per place, the first of them when there are many. A list of thousands
 * would take longer to make than the rendering.
 */
export class UnknownVariables {
  readonly #found: UnknownVariable[] = [];
  readonly #known = new Set<string>();
  #isCut = false;

  get found(): readonly UnknownVariable[] {
    return this.#found;
  }

  /** Others may have been read that are not in the list. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** `make` is asked only while there is room: in a long loop, to write each path would take most of the time. */
  report(make: () => UnknownVariable): void {
    if (this.#found.length >= findingLimit) {
      this.#isCut = true;
      return;
    }
    const variable = make();
    const { path, begin, partial } = variable;
    const call = partial === null ? '' : `${outermostCall(partial).begin} ${partial.key} `;
    const key = `${call}${begin} ${path}`;
    if (this.#known.has(key)) return;
    this.#known.add(key);
    this.#found.push(variable);
  }
}
