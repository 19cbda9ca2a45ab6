/** Offset of the first byte that differs; where one ends and the other goes on, that offset. */
export function firstDifference(left: Uint8Array, right: Uint8Array): number {
  const shorter = Math.min(left.byteLength, right.byteLength);
  let offset = 0;
  while (offset < shorter && left[offset] === right[offset]) offset += 1;
  return offset;
}
