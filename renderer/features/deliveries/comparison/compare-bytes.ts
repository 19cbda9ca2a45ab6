import { hexOfEight } from '../../../request/hex-dump.ts';

export interface ComparedBytes {
  /** Of the first byte that differs; where one ends and the other goes on, that offset. */
  offset: number;
  /** Eight bytes of each side at the same place, from shortly before the first difference on. */
  rows: readonly { offset: number; left: string | null; right: string | null }[];
}

const bytesPerRow = 8;
/** Rows that stay before the first difference, and how many there are at most: eight thousand bytes. */
const rowsBefore = 3;
const rowLimit = 1000;

/** Bytes that are no text, beside each other by their place: what was put in moves all that follows. */
export function compareBytes(left: Uint8Array, right: Uint8Array): ComparedBytes {
  const offset = firstDifference(left, right);
  const begin = Math.max(0, Math.floor(offset / bytesPerRow) - rowsBefore) * bytesPerRow;
  const end = Math.min(Math.max(left.byteLength, right.byteLength), begin + rowLimit * bytesPerRow);
  const rows = [];
  for (let at = begin; at < end; at += bytesPerRow) {
    rows.push({ offset: at, left: hexOfEight(left, at), right: hexOfEight(right, at) });
  }
  return { offset, rows };
}

function firstDifference(left: Uint8Array, right: Uint8Array): number {
  const shorter = Math.min(left.byteLength, right.byteLength);
  let offset = 0;
  while (offset < shorter && left[offset] === right[offset]) offset += 1;
  return offset;
}
