/** How many bytes are shown at most; more would only slow the page. */
export const hexLimit = 16_384;

/** `00000010  7b 22 61 22 …  {"a"…`: sixteen bytes a line. */
export function hexDump(bytes: Uint8Array, limit: number = hexLimit): string {
  const lines: string[] = [];
  const end = Math.min(bytes.byteLength, limit);
  for (let offset = 0; offset < end; offset += 16) {
    const row = bytes.subarray(offset, Math.min(offset + 16, end));
    const hex = Array.from(row, (byte, place) => `${place === 8 ? ' ' : ''}${byte.toString(16).padStart(2, '0')}`);
    const text = Array.from(row, (byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.'));
    lines.push(`${offset.toString(16).padStart(8, '0')}  ${hex.join(' ').padEnd(48)}  ${text.join('')}`);
  }
  return lines.join('\n');
}
