/** One row of a comparison; a line that stands on one side alone has null on the other. */
export interface ComparedLine {
  left: string | null;
  right: string | null;
}

/** Above this the table of common lines would take too long: what differs is then shown as one block. */
const cellLimit = 4_000_000;

/** Aligns two texts line by line (longest common subsequence); changed lines stand beside each other. */
export function compareLines(leftText: string, rightText: string): ComparedLine[] {
  const left = leftText.split('\n');
  const right = rightText.split('\n');
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start += 1;
  let tail = 0;
  while (tail < Math.min(left.length, right.length) - start && left.at(-1 - tail) === right.at(-1 - tail)) tail += 1;
  const same = (lines: readonly string[]): ComparedLine[] => lines.map((line) => ({ left: line, right: line }));
  return [
    ...same(left.slice(0, start)),
    ...compareMiddle(left.slice(start, left.length - tail), right.slice(start, right.length - tail)),
    ...same(tail === 0 ? [] : left.slice(-tail)),
  ];
}

function compareMiddle(left: readonly string[], right: readonly string[]): ComparedLine[] {
  if (left.length * right.length > cellLimit) return pairUp(left, right);
  const width = right.length + 1;
  const lengths = new Uint32Array((left.length + 1) * width);
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      const down = lengths[(row + 1) * width + column] ?? 0;
      const across = lengths[row * width + column + 1] ?? 0;
      const both = (lengths[(row + 1) * width + column + 1] ?? 0) + 1;
      lengths[row * width + column] = left[row] === right[column] ? both : Math.max(down, across);
    }
  }
  const rows: ComparedLine[] = [];
  let [row, column, fromRow, fromColumn] = [0, 0, 0, 0];
  while (row < left.length && column < right.length) {
    if (left[row] === right[column]) {
      rows.push(...pairUp(left.slice(fromRow, row), right.slice(fromColumn, column)));
      rows.push({ left: left[row] ?? '', right: right[column] ?? '' });
      row += 1;
      column += 1;
      [fromRow, fromColumn] = [row, column];
    } else if ((lengths[(row + 1) * width + column] ?? 0) >= (lengths[row * width + column + 1] ?? 0)) row += 1;
    else column += 1;
  }
  return [...rows, ...pairUp(left.slice(fromRow), right.slice(fromColumn))];
}

function pairUp(left: readonly string[], right: readonly string[]): ComparedLine[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => ({
    left: left[index] ?? null,
    right: right[index] ?? null,
  }));
}

/** The stretch of two lines that differs: what stands before and after it is the same in both. */
export function changedStretch(line: string, other: string): { begin: number; end: number } {
  const shorter = Math.min(line.length, other.length);
  let begin = 0;
  while (begin < shorter && line[begin] === other[begin]) begin += 1;
  let tail = 0;
  while (tail < shorter - begin && line.at(-1 - tail) === other.at(-1 - tail)) tail += 1;
  return { begin, end: line.length - tail };
}
