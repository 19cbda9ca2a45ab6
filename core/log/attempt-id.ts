/** The id of an attempt says its place in the log, so that it is found without an index of its own. */
export function attemptIdOf(sequence: number): string {
  return `att_${sequence}`;
}

/** Null when no attempt can have this id. */
export function sequenceOf(id: string): number | null {
  const digits = /^att_([1-9]\d{0,14})$/.exec(id)?.[1];
  return digits === undefined ? null : Number(digits);
}
