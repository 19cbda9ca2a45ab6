import type { TextBlock } from './text-blocks.ts';

/** In CSS pixels from the top of the text. */
export interface Stretch {
  from: number;
  to: number;
}

/** Which blocks are drawn (`last` is inclusive), and the room that stands for the others. */
export interface TextWindow {
  first: number;
  last: number;
  above: number;
  below: number;
}

/** The blocks that reach into a stretch; at least one where there is any. */
export function windowOf(blocks: readonly TextBlock[], heightOf: (index: number) => number, seen: Stretch): TextWindow {
  let first = 0;
  let last = -1;
  let above = 0;
  let below = 0;
  let top = 0;
  for (let index = 0; index < blocks.length; index += 1) {
    const height = heightOf(index);
    const isLastOne = index === blocks.length - 1;
    if (last < 0 && top + height <= seen.from && !isLastOne) {
      first = index + 1;
      above += height;
    } else if (last < 0 || top < seen.to) last = index;
    else below += height;
    top += height;
  }
  return { first, last, above, below };
}

/** The block that holds a character; the last one for what is behind all. */
export function blockIndexAt(blocks: readonly TextBlock[], offset: number): number {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((blocks[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
