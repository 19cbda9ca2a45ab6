/** Letters that are written from right to left, and characters that change the direction of what follows them. */
const changesDirection =
  /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]|[\ud802\ud803\ud83a\ud83b]/;
const quoted = /“[^”]*”|"[^"]*"/g;

/**
 * A sentence whose quoted names keep their direction to themselves: one that is written from right to left, or that turns the
 * direction, would reorder the words around it. For showing only: characters are put around such names.
 */
export function withNamesIsolated(sentence: string): string {
  if (!changesDirection.test(sentence)) return sentence;
  return sentence.replace(quoted, (name) =>
    changesDirection.test(name) ? `${name.slice(0, 1)}\u2068${name.slice(1, -1)}\u2069${name.slice(-1)}` : name,
  );
}
