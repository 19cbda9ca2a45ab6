import type { TemplateEdit } from '../../../core/model/index.ts';
import { LineIndex } from '../../../core/template/line-index.ts';

/** Applies a quick fix as an editor does: all edits at once, by their places in the old text. */
export function applyFix(text: string, edits: readonly TemplateEdit[]): string {
  const lines = new LineIndex(text);
  const ranges = edits.map((edit) => ({
    begin: lines.offsetOf(edit),
    end: lines.offsetOf({ line: edit.endLine, column: edit.endColumn }),
    newText: edit.newText,
  }));
  ranges.sort((left, right) => right.begin - left.begin);
  return ranges.reduce((result, { begin, end, newText }) => result.slice(0, begin) + newText + result.slice(end), text);
}
