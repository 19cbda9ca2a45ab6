/** One row of a comparison; a line that stands on one side alone has null on the other. */
export interface ComparedLine {
  left: string | null;
  right: string | null;
}

/** Places of a line in the left and in the right text. */
type Match = readonly [left: number, right: number];

/** Above this the table of common lines would take too long. */
const cellLimit = 4_000_000;
/** More lines than this added and taken away are not looked for one by one; in memory their number counts squared. */
const editLimit = 2000;

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
  const isSmall = left.length * right.length <= cellLimit;
  const matches = isSmall ? matchesByTable(left, right) : matchesByEdits(left, right);
  const rows: ComparedLine[] = [];
  let [fromRow, fromColumn] = [0, 0];
  // Null: too different to be aligned. They stand beside each other by place then.
  for (const [row, column] of [...(matches ?? []), [left.length, right.length] as const]) {
    pairUp(rows, left.slice(fromRow, row), right.slice(fromColumn, column));
    const line = left[row];
    if (line !== undefined && row < left.length) rows.push({ left: line, right: line });
    [fromRow, fromColumn] = [row + 1, column + 1];
  }
  return rows;
}

function matchesByTable(left: readonly string[], right: readonly string[]): Match[] {
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
  const matches: Match[] = [];
  let [row, column] = [0, 0];
  while (row < left.length && column < right.length) {
    if (left[row] === right[column]) {
      matches.push([row, column]);
      row += 1;
      column += 1;
    } else if ((lengths[(row + 1) * width + column] ?? 0) >= (lengths[row * width + column + 1] ?? 0)) row += 1;
    else column += 1;
  }
  return matches;
}

/**
 * The same for long texts that differ in few lines: Myers, "An O(ND) Difference Algorithm" (1986), the greedy form. Null
 * when they differ in too many.
 */
function matchesByEdits(left: readonly string[], right: readonly string[]): Match[] | null {
  // A diagonal holds the places with the same left minus right. How far each came after so many edits, by diagonal + edits.
  const reached: Int32Array[] = [];
  const lastDiagonal = left.length - right.length;
  for (let edits = 0; edits <= editLimit; edits += 1) {
    const ends = new Int32Array(2 * edits + 1);
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let row = startOf(reached[edits - 1], edits, diagonal);
      while (row < left.length && row - diagonal < right.length && left[row] === right[row - diagonal]) row += 1;
      ends[diagonal + edits] = row;
    }
    reached.push(ends);
    if ((ends[lastDiagonal + edits] ?? 0) >= left.length && Math.abs(lastDiagonal) <= edits) {
      return walkBack(reached, lastDiagonal);
    }
  }
  return null;
}

/** Where a diagonal begins after one more edit: from its neighbour by a line of the right text, or by one of the left. */
function startOf(before: Int32Array | undefined, edits: number, diagonal: number): number {
  if (before === undefined) return 0;
  return isByRight(before, edits, diagonal) ? (before[diagonal + edits] ?? 0) : (before[diagonal + edits - 2] ?? 0) + 1;
}

function isByRight(before: Int32Array, edits: number, diagonal: number): boolean {
  if (diagonal === -edits) return true;
  return diagonal !== edits && (before[diagonal + edits - 2] ?? 0) < (before[diagonal + edits] ?? 0);
}

function walkBack(reached: readonly Int32Array[], lastDiagonal: number): Match[] {
  const matches: Match[] = [];
  let diagonal = lastDiagonal;
  for (let edits = reached.length - 1; edits >= 0; edits -= 1) {
    const before = reached[edits - 1];
    const start = startOf(before, edits, diagonal);
    for (let row = (reached[edits]?.[diagonal + edits] ?? 0) - 1; row >= start; row -= 1) {
      matches.push([row, row - diagonal]);
    }
    if (before !== undefined) diagonal += isByRight(before, edits, diagonal) ? 1 : -1;
  }
  return matches.reverse();
}

function pairUp(rows: ComparedLine[], left: readonly string[], right: readonly string[]): void {
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    rows.push({ left: left[index] ?? null, right: right[index] ?? null });
  }
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
