import fc from 'fast-check';
import Database from 'libsql';
import { expect, test } from 'vitest';
import { createRowWriter, type RowCell, rowColumns, rowCount } from '../../../core/log/row-cells.ts';

const cellsPerRow = 3;

/** What SQLite reads: an integer or null, a real, and a word or null. */
function readBack(rows: readonly (readonly RowCell[])[]): unknown[] {
  const writer = createRowWriter(cellsPerRow);
  for (const row of rows) writer.add(row);
  const bytes = writer.finish();
  expect(rowCount(bytes, cellsPerRow)).toBe(rows.length);
  const { rows: eachRow, integerOrNull, real, textOrNull } = rowColumns(cellsPerRow);
  const database = new Database(':memory:');
  const sql = `${eachRow} SELECT ${integerOrNull(0)}, ${real(1)}, ${textOrNull(2)} FROM row`;
  return database.prepare(sql).raw().all(bytes, rows.length);
}

test('SQLite reads the numbers and words that were written, however many rows', () => {
  const integer = fc.oneof(fc.constant(null), fc.maxSafeInteger(), fc.integer({ min: 0, max: 99 }));
  // Times: a scaled clock gives fractions of milliseconds.
  const real = fc.integer({ min: -1_000_000, max: 4_000_000_000_000_000 }).map((value) => value / 1000);
  const word = fc.constantFrom(null, 'delivered', 'network-unreachable');
  fc.assert(
    fc.property(fc.array(fc.tuple(integer, real, word), { maxLength: 200 }), (rows) => {
      expect(readBack(rows)).toEqual(rows);
    }),
    { numRuns: 50 },
  );
});

test('no rows are none', () => {
  expect(readBack([])).toEqual([]);
});

test('a word that does not fit is refused rather than cut', () => {
  expect(() => createRowWriter(1).add(['a'.repeat(25)])).toThrow('too long for a cell');
});
