/** How many bytes are shown at most; more would only slow the page. */
export const hexLimit = 16_384;

/** `00000010  7b 22 61 22 …  {"a"…`: sixteen bytes a line. */
export function hexDump(bytes: Uint8Array, limit: number = hexLimit): string {
  return dumpRows(bytes.subarray(0, limit), { bytesPerRow: 16, offsetDigits: 8 });
}

/** The rows that fit into so many columns: of sixteen bytes, else of eight. No more than `hexLimit` bytes. */
export function fittingHexDump(bytes: Uint8Array, columns: number): string {
  const wide = { bytesPerRow: 16, offsetDigits: 8 };
  const form = [wide, { ...wide, offsetDigits: 4 }].find((each) => widthOf(each) <= columns);
  return dumpRows(bytes.subarray(0, hexLimit), form ?? { bytesPerRow: 8, offsetDigits: 4 });
}

/** `7b 22 61 22 3a 20 31 7d  {"a": 1}`: eight bytes from the offset, or as many as there are; null = none. */
export function hexOfEight(bytes: Uint8Array, offset: number): string | null {
  const row = bytes.subarray(offset, offset + 8);
  return row.byteLength === 0 ? null : rowText(row, 8);
}

interface RowForm {
  /** 8 or 16. */
  bytesPerRow: number;
  offsetDigits: number;
}

/** Two digits and a space for each byte, one space more in the middle of sixteen. */
const hexWidth = (bytesPerRow: number): number => bytesPerRow * 3 - (bytesPerRow > 8 ? 0 : 1);

const widthOf = ({ bytesPerRow, offsetDigits }: RowForm): number =>
  offsetDigits + 2 + hexWidth(bytesPerRow) + 2 + bytesPerRow;

function dumpRows(bytes: Uint8Array, { bytesPerRow, offsetDigits }: RowForm): string {
  const lines: string[] = [];
  for (let offset = 0; offset < bytes.byteLength; offset += bytesPerRow) {
    const begin = offset.toString(16).padStart(offsetDigits, '0');
    lines.push(`${begin}  ${rowText(bytes.subarray(offset, offset + bytesPerRow), bytesPerRow)}`);
  }
  return lines.join('\n');
}

function rowText(row: Uint8Array, bytesPerRow: number): string {
  const hex = Array.from(row, (byte, place) => `${place === 8 ? ' ' : ''}${byte.toString(16).padStart(2, '0')}`);
  const text = Array.from(row, (byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.'));
  return `${hex.join(' ').padEnd(hexWidth(bytesPerRow))}  ${text.join('')}`;
}
