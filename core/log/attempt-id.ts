/** The id of an attempt says its place in the log, so that it is found without an index of its own. */
export function attemptIdOf(sequence: number): string {
  return `att_${sequence}`;
}

/** Null when no attempt can have this id. */
export function sequenceOf(id: string): number | null {
  const digits = /^att_([1-9]\d{0,14})$/.exec(id)?.[1];
  return digits === undefined ? null : Number(digits);
}

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
