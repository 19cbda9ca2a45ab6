export interface TextPlace {
  line: number;
  column: number;
}

/** Offsets to lines and columns and back, for one text; made once, asked often. Columns count UTF-16 units from 1. */
export class LineIndex {
  readonly #starts: number[] = [0];
  readonly #length: number;

  constructor(text: string) {
    this.#length = text.length;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  placeOf(offset: number): TextPlace {
    const at = Math.max(0, Math.min(offset, this.#length));
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - (this.#starts[low] ?? 0) + 1 };
  }

  offsetOf({ line, column }: TextPlace): number {
    const start = this.#starts[Math.min(line, this.#starts.length) - 1] ?? 0;
    return Math.max(0, Math.min(start + column - 1, this.#length));
  }
}

let last: { text: string; index: LineIndex } | null = null;

/** The index of a text; the last one is kept, because findings of one text come one after another. */
export function lineIndexOf(text: string): LineIndex {
  if (last === null || last.text !== text) last = { text, index: new LineIndex(text) };
  return last.index;
}
