/**
 * FNV-1a of a text's UTF-16 code units, 32 bits. The log keeps it where a text would be too wide to scan; texts with the
 * same hash are told apart by comparing them.
 */
export function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  }
  return hash >>> 0;
}
