/**
 * Rows of numbers and short words as text, every cell equally wide: SQLite takes them apart with `substr`, which costs it a
 * quarter of what JSON does.
 */

/** Characters of a cell; the longest number of JavaScript has 24. */
const cellWidth = 24;
const firstRows = 64;
const blank = 0x20;
const minus = 0x2d;
const zero = 0x30;
/** Longer integers, and fractions, are written by way of a text. */
const longestDigits = 15;
const largestDigits = 10 ** longestDigits;

/** A cell that is left blank is null. */
export type RowCell = number | string | null;

export interface RowWriter {
  /** Texts are ASCII, without blanks around them. */
  add(cells: readonly RowCell[]): void;
  finish(): Uint8Array<ArrayBuffer>;
}

export function createRowWriter(cellsPerRow: number): RowWriter {
  const rowSize = cellsPerRow * cellWidth;
  let buffer = Buffer.alloc(firstRows * rowSize, blank);
  let size = 0;

  return {
    add(cells) {
      if (size + rowSize > buffer.length) {
        const larger = Buffer.alloc(buffer.length * 2, blank);
        larger.set(buffer);
        buffer = larger;
      }
      for (let place = 0; place < cellsPerRow; place += 1) {
        writeCell(buffer, size + place * cellWidth, cells[place] ?? null);
      }
      size += rowSize;
    },
    finish: () => new Uint8Array(buffer.buffer, 0, size),
  };
}

function writeCell(buffer: Buffer, start: number, cell: RowCell): void {
  if (cell === null) return;
  if (typeof cell === 'number' && Number.isInteger(cell) && Math.abs(cell) < largestDigits) {
    writeInteger(buffer, start + longestDigits, cell);
    return;
  }
  const text = String(cell);
  if (text.length > cellWidth) throw new RangeError(`"${text}" is too long for a cell.`);
  buffer.write(text, start, 'latin1');
}

/** Digit by digit, the last one in front of `end`. */
function writeInteger(buffer: Buffer, end: number, value: number): void {
  let rest = Math.abs(value);
  let place = end;
  do {
    const tenth = Math.floor(rest / 10);
    buffer[place] = zero + rest - tenth * 10;
    rest = tenth;
    place -= 1;
  } while (rest > 0);
  if (value < 0) buffer[place] = minus;
}

/** Rows that `finish` gave. */
export function rowCount(rows: Uint8Array, cellsPerRow: number): number {
  return rows.length / (cellsPerRow * cellWidth);
}

/** What a statement reads of rows that are bound as `?1`, their number as `?2`; `cell` numbers are places in a row. */
export function rowColumns(cellsPerRow: number) {
  const start = (cell: number) => `i * ${cellsPerRow * cellWidth} + ${cell * cellWidth + 1}`;
  const text = (cell: number) => `trim(CAST(substr(?1, ${start(cell)}, ${cellWidth}) AS TEXT))`;
  return {
    /** In front of SELECT; rows are there as `FROM row`. */
    rows: 'WITH RECURSIVE row (i) AS (SELECT 0 WHERE ?2 > 0 UNION ALL SELECT i + 1 FROM row WHERE i + 1 < ?2)',
    integer: (cell: number) => `CAST(substr(?1, ${start(cell)}, ${cellWidth}) AS INTEGER)`,
    real: (cell: number) => `CAST(substr(?1, ${start(cell)}, ${cellWidth}) AS REAL)`,
    text,
    integerOrNull: (cell: number) => `CAST(nullif(${text(cell)}, '') AS INTEGER)`,
    textOrNull: (cell: number) => `nullif(${text(cell)}, '')`,
  };
}
