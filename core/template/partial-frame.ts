import type { TextRange } from './text-range.ts';

/** The partial being rendered; its range is that of the `render` tag in the text that asked for it. */
export interface PartialFrame extends TextRange {
  key: string;
  depth: number;
  parent: PartialFrame | null;
}

/** The `render` tag in the field's own text that led to a partial. */
export function outermostCall(frame: PartialFrame): TextRange {
  let outermost = frame;
  while (outermost.parent !== null) outermost = outermost.parent;
  return outermost;
}
