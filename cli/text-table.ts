import { onOneLine } from './one-line.ts';

/** Lines of a table whose columns are as wide as their widest cell. The last column has no blanks at its end. */
export function formatTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  alignments: readonly ('left' | 'right')[],
): string[] {
  // What stands in a cell may be anybody's text.
  const lines = [head, ...rows].map((row) => row.map(onOneLine));
  const widths = head.map((_, column) => lines.reduce((width, row) => Math.max(width, widthOf(row[column] ?? '')), 0));
  return lines.map((row) =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? '';
        const blanks = ' '.repeat(width - widthOf(cell));
        return alignments[column] === 'right' ? blanks + cell : cell + blanks;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** Characters as people count them; East Asian width is left aside. */
function widthOf(text: string): number {
  return Array.from(text).length;
}
